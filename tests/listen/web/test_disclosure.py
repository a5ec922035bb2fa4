"""The disclosure of synthetic voices: the audio's field, the spoken sentence, keys, documents."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.state import States
from audio_cache.stores.memory import MemoryStore
from audio_cache.voice import Voice
from listen.article.disclosure import Disclosure
from listen.config import WebConfig
from listen.request.build_spec import build_spec
from listen.request.schema import SpeechRequest
from listen.sites.parse import parse_sites
from listen.sites.profile import SiteProfile
from listen.voices.selector import VoiceSelector
from tests.conftest import job_context
from tests.listen.web.conftest import ARTICLE, Work, post
from worker.jobs import _enqueue_fallback

LINE = {"text": "Read by a synthetic voice", "language": "en"}
SITES = {
    "plain": {"hosts": ["plain.example"]},
    "off": {"hosts": ["off.example"], "disclosure": "off"},
    "own": {
        "hosts": ["own.example"],
        "disclosure": {"text": {"en": "Our robot reads"}, "sentence": {"en": "A robot reads."}},
    },
    "end": {"hosts": ["end.example"], "disclosure": {"mode": "spoken", "place": "end"}},
    "mute": {"hosts": ["mute.example"], "disclosure": {"mode": "text", "sentence": "Not said."}},
}


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    return replace(config, sites=parse_sites(SITES))


def request(client: FlaskClient, site: str, **fields: Any) -> dict[str, Any]:
    answer = post(client, title="News", source_url=f"https://{site}.example/1", **fields)
    audio: dict[str, Any] = answer.get_json()
    return audio


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("plain", LINE),
        ("unknown", LINE),
        ("off", None),
        ("own", {"text": "Our robot reads", "language": "en"}),
        ("end", LINE),
        ("mute", LINE),
    ],
)
def test_the_audio_has_the_line_of_its_site_in_every_state(
    client: FlaskClient, work: Work, site: str, expected: Any
) -> None:
    audio = request(client, site)
    path = f"/v1/audio/{audio['key']}"
    assert audio["disclosure"] == expected
    assert client.get(path).get_json()["disclosure"] == expected
    work()
    assert client.get(path).get_json()["disclosure"] == expected


def test_the_line_stays_when_the_audio_is_made_again(
    client: FlaskClient, work: Work, store: MemoryStore, redis: Redis
) -> None:
    key = request(client, "off")["key"]
    work()
    store.audio.clear()
    redis.flushdb()
    path = f"/v1/audio/{key}"
    evicted = client.get(path).get_json()
    assert (evicted["state"], evicted["disclosure"]) == ("evicted", None)
    assert client.post(path).get_json()["disclosure"] is None
    store.manifests.clear()


def test_a_fallback_has_the_line_of_its_site(
    client: FlaskClient, store: MemoryStore, redis: Redis
) -> None:
    name, states = Rendition(request(client, "off")["key"]).name, States(redis)
    spec = SpeechSpec.from_json(states.spec(name) or "")
    fallbacks = [replace(spec, speed=101).to_json()]
    redis.hset(f"listen:audio:{name}", "fallbacks", json.dumps(fallbacks))
    fallback = _enqueue_fallback(job_context(redis, store), name)
    assert client.get(f"/v1/audio/{fallback}").get_json()["disclosure"] is None


def test_only_a_spoken_sentence_changes_the_key(client: FlaskClient) -> None:
    keys = {site: request(client, site)["key"] for site in (*SITES, "unknown")}
    assert keys["plain"] == keys["off"] == keys["mute"] == keys["unknown"]
    assert len({keys["plain"], keys["own"], keys["end"]}) == 3


@pytest.mark.parametrize(
    ("site", "index", "sentence"),
    [("own", 0, "A robot reads."), ("end", -1, "Read by a synthetic voice.")],
)
def test_the_sentence_is_a_block_of_its_own_in_all_documents(
    client: FlaskClient, work: Work, site: str, index: int, sentence: str
) -> None:
    body = {"text": ARTICLE, "title": "News", "source_url": f"https://{site}.example/1"}
    preview = client.post("/v1/preview", json=body).get_json()
    block = preview["blocks"][index]
    assert (block["kind"], block["text"]) == ("disclosure", sentence)
    assert preview["text"][block["start"] : block["end"]] == sentence
    assert preview["title"] == "News"
    audio = request(client, site)
    assert (audio["key"], audio["title"]) == (preview["key"], "News")
    work()
    path = f"/v1/audio/{audio['key']}"
    assert client.get(f"{path}/report").get_json()["blocks"]["disclosure"] == 1
    document = client.get(f"{path}/marks").get_json()
    text, marks = document.get("text", preview["text"]), document["marks"]
    words = [mark for mark in marks if mark["type"] == "word"]
    assert all(text[mark["start"] : mark["end"]] == mark["value"] for mark in words)
    spoken = [mark for mark in words if block["start"] <= mark["start"] < block["end"]]
    assert spoken == (words[: len(spoken)] if index == 0 else words[-len(spoken) :])
    assert sentence in client.get(f"/audio/{audio['key']}.vtt").get_data(as_text=True)


def test_an_article_of_the_longest_length_may_have_a_sentence(
    config: WebConfig, client: FlaskClient
) -> None:
    text = "It is a very long text. " * 10_000
    text = text[: config.max_chars - 1].rstrip() + "."
    for site in ("plain", "own"):
        body = {"text": text, "source_url": f"https://{site}.example/"}
        answer = client.post("/v1/preview", json=body)
        assert answer.status_code == 200
    longer = {"text": text[:-1] + "ly longer.", "source_url": "https://own.example/"}
    assert client.post("/v1/preview", json=longer).status_code == 413


@pytest.mark.parametrize("is_verbatim", [True, False])
def test_text_that_is_no_article_is_spoken_as_it_is(beep: Voice, is_verbatim: bool) -> None:
    profile = SiteProfile(disclosure=Disclosure("spoken"))
    speech = SpeechRequest(1000, text="Hello there.", language="en", is_verbatim=is_verbatim)
    built = build_spec(speech, VoiceSelector((beep,), beep.id), profile)
    kinds = [block.kind for block in built.spec.blocks]
    assert ("disclosure" in kinds) != is_verbatim
