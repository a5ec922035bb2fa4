"""/v1/voices."""

import time
from dataclasses import replace

from flask.testing import FlaskClient
from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.stores.memory import MemoryStore
from audio_cache.voice import Voice
from listen.config import WebConfig
from listen.web.app import create_app
from listen.web.services import EXTENSION


def test_voices_are_listed_with_their_languages(client: FlaskClient) -> None:
    (voice,) = client.get("/v1/voices").get_json()["voices"]
    assert voice["id"] == "tone:beep"
    assert voice["languages"] == ["en", "de"]
    assert voice["offline"] is True


def test_a_disabled_voice_is_not_listed_and_aliases_are(
    config: WebConfig, store: MemoryStore, redis: Redis, beep: Voice
) -> None:
    WorkerRegistry(redis).announce("worker", [replace(beep, engine="cloud", offline=False), beep])
    configured = replace(config, online=False, voices=(("newsreader", beep.id), ("gone", "a:b")))
    app = create_app(configured, store=store, redis=redis)
    try:
        (voice,) = app.test_client().get("/v1/voices").get_json()["voices"]
    finally:
        app.extensions[EXTENSION].live.close()
    assert (voice["id"], voice["names"]) == (beep.id, ["newsreader"])


def test_engines_that_no_worker_could_load_are_listed(client: FlaskClient, redis: Redis) -> None:
    unavailable = {"piper": "no voices", "tone": "not on this machine"}
    WorkerRegistry(redis).announce("other", [], unavailable)
    assert client.get("/v1/voices").get_json()["absent"] == {"piper": "no voices"}


def test_a_degraded_engine_is_listed_with_the_reason(
    client: FlaskClient, redis: Redis, beep: Voice
) -> None:
    assert client.get("/v1/voices").get_json()["voices"][0]["works"] is True
    WorkerRegistry(redis).announce("worker", [beep], degraded={"tone": "It is hoarse."})
    time.sleep(1.1)  # the catalog is cached for a second
    answer = client.get("/v1/voices").get_json()
    assert answer["voices"][0]["works"] is False
    assert answer["troubles"] == {"tone": "It is hoarse."}


def test_languages_without_a_good_voice_have_a_suggestion(
    client: FlaskClient, redis: Redis, beep: Voice
) -> None:
    thorsten = replace(beep, engine="piper", name="de_DE-thorsten-medium", languages=("de",))
    robot = replace(beep, engine="espeak", name="pl", languages=("pl",))
    WorkerRegistry(redis).announce("worker", [beep, thorsten, robot])
    time.sleep(1.1)  # the catalog is cached for a second
    suggested = client.get("/v1/voices").get_json()["suggested"]
    assert "de" not in suggested
    assert suggested["pl"] == "piper:pl_PL-gosia-medium"
    assert suggested["es"] == "kokoro"


def test_a_client_that_has_the_voices_gets_304_until_they_change(
    client: FlaskClient, redis: Redis, beep: Voice
) -> None:
    etag = client.get("/v1/voices").headers["ETag"]
    assert client.get("/v1/voices", headers={"If-None-Match": etag}).status_code == 304
    WorkerRegistry(redis).announce("worker", [beep], degraded={"tone": "It is hoarse."})
    time.sleep(1.1)  # the catalog is cached for a second
    assert client.get("/v1/voices", headers={"If-None-Match": etag}).status_code == 200
