"""POST /v1/articles/ID/token, and what a token opens."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.listen.web.conftest import problem
from tests.listen.web.news_site import SENTENCE
from tests.listen.web.page_server import *  # noqa: F403  # fixtures
from tests.listen.web.page_server import Save

Work = Callable[[], None]


@pytest.fixture
def key(publish: Save, work: Work) -> str:
    """The key of audio that is held."""
    made = str(publish("a-1", text=SENTENCE, hold=True).get_json()["audio"]["key"])
    work()
    return made


def test_its_links_open_the_audio_until_it_expires(
    client: FlaskClient, publish: Save, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = publish("a-1", "POST", "/token", lifetime=600)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    signed = answer.get_json()
    expires = datetime.fromisoformat(signed["expires_at"]).timestamp()
    assert 590 <= expires - time.time() <= 600
    assert signed["key"] == key
    assert client.get(f"/audio/{key}.mp3").status_code == 403
    links = {**signed["links"], **signed["links"].pop("formats")}
    for path in (links["self"], links["mp3"], links["marks"], links["captions"], links["embed"]):
        assert client.get(path, buffered=True).status_code == 200, path
    assert client.get(f"/v1/audio/{key}?token={signed['token']}").status_code == 200
    monkeypatch.setattr(time, "time", lambda: expires + 1)
    assert client.get(links["mp3"]).status_code == 403


def test_the_embed_page_gives_the_token_to_its_player_only(
    client: FlaskClient, publish: Save, key: str
) -> None:
    signed = publish("a-1", "POST", "/token").get_json()
    html = client.get(signed["links"]["embed"]).get_data(as_text=True)
    assert f'audio-key="{key}" token="{signed["token"]}"' in html
    assert f"/audio/{key}.mp3?token={signed['token']}" in html
    assert "oembed" not in html
    assert "noindex" in html


def test_by_default_it_lasts_an_hour(publish: Save, key: str) -> None:
    for body in ({}, {"lifetime": 3600}):
        signed = publish("a-1", "POST", "/token", **body).get_json()
        expires = datetime.fromisoformat(signed["expires_at"]).timestamp()
        assert 3590 <= expires - time.time() <= 3600


@pytest.mark.parametrize(
    "lifetime", [0, -1, 0.5, 86_401, 1e300, float("inf"), "600", True, None, [], {"a": 1}]
)
def test_the_lifetime_must_be_up_to_a_day(publish: Save, key: str, lifetime: Any) -> None:
    answer = publish("a-1", "POST", "/token", lifetime=lifetime)
    assert "'lifetime' must be from 1 to 86400 seconds" in problem(answer, 422, "invalid_field")


def test_other_fields_are_refused(publish: Save, key: str) -> None:
    problem(publish("a-1", "POST", "/token", life=600), 422, "invalid_field")


@pytest.mark.parametrize(
    ("body", "media_type", "status", "code"),
    [
        (b"{", "application/json", 400, "malformed"),
        (b"[]", "application/json", 400, "malformed"),
        (b"lifetime=5", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"{}" + b" " * 20_000, "application/json", 413, "too_long"),
    ],
)
def test_a_bad_body(
    client: FlaskClient,
    publish: Save,
    key: str,
    keys: Any,
    body: bytes,
    media_type: str,
    status: int,
    code: str,
) -> None:
    text, _ = keys.create("other", "news", ["publish"])
    answer = client.post(
        "/v1/articles/a-1/token", data=body, content_type=media_type, headers={"x-api-key": text}
    )
    problem(answer, status, code)


def test_an_article_without_audio(publish: Save) -> None:
    problem(publish("none", "POST", "/token"), 404, "unknown_article")
    publish("a-2", text=SENTENCE)
    publish("a-2", "DELETE")
    problem(publish("a-2", "POST", "/token"), 410, "withdrawn")
