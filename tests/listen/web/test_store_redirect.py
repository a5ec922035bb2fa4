"""Redirects of readers to the object store, which is a real one."""

from dataclasses import replace
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import Store, open_store
from audio_cache.stores.store import SIGNED, WITHDRAWN
from listen.config import WebConfig
from listen.sites.parse import parse_sites
from tests import entries
from tests.object_store.servers import store_url

AUDIO = b"sound" * 1000
SPEC = SpeechSpec((Block("paragraph", "Some text."),), "en", "tone:beep@1", 100)


@pytest.fixture
def url(moto: str) -> str:
    return store_url(moto)


@pytest.fixture
def config(data_dir: Path, url: str) -> WebConfig:
    sites = {"off": {"hosts": ["off.example"], "redirect_audio": False}}
    return WebConfig(
        data_dir=data_dir,
        default_voice="tone:beep",
        store_url=url,
        redirect_audio=True,
        sites=parse_sites(sites),
    )


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


@pytest.fixture
def key(store: Store) -> str:
    return entries.publish(store, SPEC, AUDIO).key


def test_public_audio_is_fetched_from_the_store(client: FlaskClient, key: str) -> None:
    response = client.get(f"/audio/{key}.mp3", headers={"Range": "bytes=5-9"})
    assert response.status_code == 307
    assert response.headers["Cache-Control"] == "public, max-age=300"
    location = response.headers["Location"]
    stored = requests.get(location, timeout=10)
    assert stored.content == AUDIO
    assert stored.headers["Content-Type"] == "audio/mpeg"
    assert stored.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_is_not_a_plain_file_for_everybody_is_sent_by_the_server(
    client: FlaskClient, key: str, store: Store
) -> None:
    head = client.head(f"/audio/{key}.mp3")
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(AUDIO)))
    assert client.get(f"/audio/{key}.mp3?from=10").data == AUDIO[10:]
    assert client.get(f"/audio/{key}.mp3?from=0").data == AUDIO
    download = client.get(f"/audio/{key}.mp3?download=name")
    assert download.status_code == 200
    assert "attachment" in download.headers["Content-Disposition"]
    etag = {"If-None-Match": head.headers["ETag"]}
    assert client.get(f"/audio/{key}.mp3", headers=etag).status_code == 304
    beyond = {"Range": "bytes=9999-"}
    assert client.get(f"/audio/{key}.mp3", headers=beyond).status_code == 416
    store.restrict(key, SIGNED)
    assert client.get(f"/audio/{key}.mp3").status_code == 403


def test_a_url_of_withdrawn_audio_leads_nowhere(
    client: FlaskClient, key: str, store: Store
) -> None:
    location = client.get(f"/audio/{key}.mp3").headers["Location"]
    store.restrict(key, WITHDRAWN)
    assert client.get(f"/audio/{key}.mp3").status_code == 410
    assert requests.get(location, timeout=10).status_code == 404


def test_a_site_decides_for_its_audio(client: FlaskClient, store: Store) -> None:
    facts = replace(entries.FACTS, site="off")
    key = entries.publish(store, replace(SPEC, language="de"), AUDIO, facts=facts).key
    assert client.get(f"/audio/{key}.mp3").data == AUDIO


def test_pages_may_play_from_the_store(client: FlaskClient, key: str, moto: str) -> None:
    policy = client.get(f"/embed/{key}").headers["Content-Security-Policy"]
    assert f"media-src 'self' blob: {moto};" in policy
