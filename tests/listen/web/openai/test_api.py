"""The endpoints that are compatible with OpenAI's API, request by request."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from audio_cache.live import LiveWriter
from audio_cache.spec import SpeechSpec
from audio_cache.state import PENDING, States
from audio_cache.voice import Voice
from listen.voices.selector import VoiceSelector
from listen.web import delivery
from listen.web.openai.voices import GENDERS, find_voice
from tests.conftest import pending_names, wait_until

Work = Callable[[], None]
TEXT = "Some words to speak."


@pytest.fixture(autouse=True)
def _short_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_AUDIO_TIMEOUT", 0.1)


def post(client: FlaskClient, **fields: Any) -> TestResponse:
    return client.post("/v1/audio/speech", json={"model": "tts-1", "input": TEXT, **fields})


def error(response: TestResponse, status: int, code: str, param: str | None) -> str:
    """Assert an error in OpenAI's format, and return its message."""
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.mimetype == "application/json"
    (fields,) = response.get_json().values()
    kind = "server_error" if status >= 500 else "invalid_request_error"
    assert fields == {"message": fields["message"], "type": kind, "param": param, "code": code}
    assert response.headers["Cache-Control"] == "no-store"
    return str(fields["message"])


def requested_text(client: FlaskClient, redis: Redis, text: str) -> str:
    """Request speech, and return the text of the pending job."""
    post(client, input=text)
    (name,) = pending_names(redis)
    redis.zrem(PENDING, name)
    spec = States(redis).spec(name)
    assert spec
    return SpeechSpec.from_json(spec).text


class TestSpeech:
    def test_it_is_the_audio_of_an_article_with_the_same_text(
        self, client: FlaskClient, work: Work
    ) -> None:
        key = client.post("/v1/audio", json={"text": TEXT}).get_json()["key"]
        work()
        response = post(client, voice="alloy")
        assert (response.status_code, response.mimetype) == (200, "audio/mpeg")
        assert response.data == client.get(f"/audio/{key}.mp3").data

    @pytest.mark.parametrize(
        ("response_format", "media_type"),
        [
            ("mp3", "audio/mpeg"),
            ("opus", "audio/ogg"),
            ("flac", "audio/flac"),
            ("wav", "audio/wav"),
            ("pcm", "audio/pcm"),
        ],
    )
    def test_only_the_requested_format_is_generated(
        self,
        client: FlaskClient,
        redis: Redis,
        work: Work,
        response_format: str,
        media_type: str,
    ) -> None:
        message = error(post(client, response_format=response_format), 503, "unavailable", None)
        assert "No worker is free" in message
        assert redis.zcard(PENDING) == 1
        work()
        response = post(client, response_format=response_format)
        assert (response.status_code, response.mimetype) == (200, media_type)
        assert response.content_length == len(response.data)

    def test_no_part_of_the_text_is_skipped(self, client: FlaskClient, redis: Redis) -> None:
        text = "Share this\n\nSubscribe to our newsletter\n\n```\nx = 1\n```\n\n**Bold** words."
        assert requested_text(client, redis, text).split("\n\n") == [
            "Share this",
            "Subscribe to our newsletter",
            "x = 1",
            "**Bold** words.",
        ]

    @pytest.mark.parametrize(
        ("speed", "heard"), [(0.25, "0.5"), (0.5, "0.5"), (1.1, "1.1"), (3, "2"), (4.0, "2")]
    )
    def test_openais_range_of_speeds_is_accepted_and_clamped_to_the_voices(
        self, client: FlaskClient, work: Work, speed: float, heard: str
    ) -> None:
        post(client, speed=speed)
        work()
        response = post(client, speed=speed)
        assert (response.status_code, response.headers["X-Listen-Speed"]) == (200, heard)

    def test_a_request_after_a_failure_tries_again(
        self, client: FlaskClient, redis: Redis, work: Work
    ) -> None:
        key = client.post("/v1/audio", json={"text": TEXT}).get_json()["key"]
        States(redis).failed(key, "engine_failed", "It broke.")
        redis.delete(PENDING)
        error(post(client), 503, "unavailable", None)
        work()
        assert post(client).status_code == 200

    def test_a_fallback_voice_replaces_one_that_failed(
        self,
        client: FlaskClient,
        redis: Redis,
        work: Work,
        is_followed: Callable[[], bool],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        instead = client.post("/v1/audio", json={"text": "Another."}).get_json()["key"]
        work()
        monkeypatch.setattr(delivery, "FIRST_AUDIO_TIMEOUT", 15.0)
        with ThreadPoolExecutor() as threads:
            posted = threads.submit(post, client)
            wait_until(is_followed)
            (name,) = pending_names(redis)
            _, run = States(redis).started(name)
            States(redis).failed(name, "engine_failed", "It broke.", instead)
            failure = LiveWriter(redis, name, run, relays_audio=True)
            failure.write_event("failed", code="engine_failed", detail="It broke.")
        assert posted.result().status_code == 200
        assert posted.result().data == client.get(f"/audio/{instead}.mp3").data

    @pytest.mark.parametrize("model", ["listen", "tts-1-1106", "gpt-4o-mini-tts-2025-12-15", None])
    def test_models_that_clients_request_by_default_are_accepted(
        self, client: FlaskClient, model: str | None
    ) -> None:
        error(post(client, model=model), 503, "unavailable", None)

    def test_unknown_fields_and_parameters_are_ignored(
        self, client: FlaskClient, work: Work
    ) -> None:
        extras = {"instructions": "Whisper.", "user": "x", "lang_code": "a", "speed": None}
        post(client)
        work()
        response = client.post(
            "/v1/audio/speech?api-version=1&from=99&download=x",
            json={"input": TEXT, **extras},
            headers={"Authorization": "Bearer nobody", "Range": "bytes=0-1"},
        )
        assert (response.status_code, response.data) == (200, post(client).data)
        assert "Content-Disposition" not in response.headers


class TestErrors:
    @pytest.mark.parametrize(
        ("fields", "status", "code", "param"),
        [
            ({"model": "gpt-5"}, 404, "model_not_found", "model"),
            ({"model": "tts-1-"}, 404, "model_not_found", "model"),
            ({"model": 1}, 400, "invalid_model", "model"),
            ({"input": None}, 400, "invalid_input", "input"),
            ({"input": ""}, 400, "invalid_input", "input"),
            ({"input": ["a"]}, 400, "invalid_input", "input"),
            ({"input": " … \ud800"}, 400, "empty_article", "input"),
            ({"input": "مرحبا بالعالم Hi"}, 400, "unsupported_language", "input"),
            ({"input": "word " * 401}, 413, "too_long", "input"),
            ({"voice": "moo"}, 400, "unknown_voice", "voice"),
            ({"voice": ""}, 400, "unknown_voice", "voice"),
            ({"voice": {"id": "voice_1"}}, 400, "unknown_voice", "voice"),
            ({"voice": {}}, 400, "invalid_voice", "voice"),
            ({"voice": {"id": None}}, 400, "invalid_voice", "voice"),
            ({"voice": ["alloy"]}, 400, "invalid_voice", "voice"),
            ({"response_format": "aac"}, 400, "invalid_response_format", "response_format"),
            ({"response_format": {}}, 400, "invalid_response_format", "response_format"),
            ({"stream_format": "json"}, 400, "invalid_stream_format", "stream_format"),
            ({"speed": 0.24}, 400, "invalid_speed", "speed"),
            ({"speed": 4.1}, 400, "invalid_speed", "speed"),
            ({"speed": True}, 400, "invalid_speed", "speed"),
            ({"instructions": 1}, 400, "invalid_instructions", "instructions"),
        ],
    )
    def test_the_parameter_is_named_in_the_error(
        self, client: FlaskClient, fields: dict[str, Any], status: int, code: str, param: str
    ) -> None:
        error(post(client, **fields), status, code, param)

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"[" * 100_000])
    def test_a_body_must_be_a_json_object(self, client: FlaskClient, body: bytes) -> None:
        response = client.post(
            "/v1/audio/speech", data=body[:20_000], content_type="application/json"
        )
        error(response, 400, "malformed", None)

    def test_a_body_of_another_media_type_or_over_the_limit_is_refused(
        self, client: FlaskClient
    ) -> None:
        response = client.post("/v1/audio/speech", data={"input": TEXT})
        error(response, 415, "unsupported_media_type", None)
        huge = b" " * 200_000
        response = client.post("/v1/audio/speech", data=huge, content_type="application/json")
        error(response, 413, "too_long", "input")

    @pytest.mark.parametrize(
        ("method", "path", "status", "code"),
        [
            ("GET", "/v1/audio/speech", 405, "method_not_allowed"),
            ("GET", "/v1/audio/voices/", 404, "not_found"),
            ("PUT", "/v1/audio/speech", 405, "method_not_allowed"),
            ("POST", "/v1/audio/voices", 405, "method_not_allowed"),
            ("POST", "/v1/models", 405, "method_not_allowed"),
            ("GET", "/v1/models/a/b", 404, "not_found"),
        ],
    )
    def test_unknown_paths_and_methods_are_errors_in_the_same_format(
        self, client: FlaskClient, method: str, path: str, status: int, code: str
    ) -> None:
        error(client.open(path, method=method), status, code, None)

    def test_pages_of_other_origins_may_not_post(self, client: FlaskClient) -> None:
        headers = {"Origin": "https://stranger.example"}
        response = client.post("/v1/audio/speech", json={"input": TEXT}, headers=headers)
        error(response, 403, "origin_not_allowed", None)
        response = client.get("/v1/models", headers={"Host": "rebound.example"})
        error(response, 403, "forbidden", None)

    def test_an_unhandled_error_has_the_same_format(
        self, app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("listen.web.openai.api.deliver_requested", None)
        error(post(client), 500, "error", None)

    def test_other_paths_keep_their_problems(self, client: FlaskClient) -> None:
        assert client.get("/v1/audio/x").mimetype == "application/problem+json"


class TestModels:
    def test_the_models_are_also_listed_where_open_webui_looks(self, client: FlaskClient) -> None:
        listed = client.get("/v1/models").get_json()["data"]
        models = client.get("/v1/audio/models").get_json()["models"]
        assert [model["id"] for model in models] == [model["id"] for model in listed]

    def test_each_listed_model_can_be_retrieved(self, client: FlaskClient) -> None:
        models = client.get("/v1/models").get_json()
        assert models["object"] == "list"
        for model in models["data"]:
            assert client.get(f"/v1/models/{model['id']}").get_json() == model
        error(client.get("/v1/models/gpt-5"), 404, "model_not_found", "model")


class TestVoices:
    def test_each_listed_voice_can_be_requested(self, client: FlaskClient, work: Work) -> None:
        (voice,) = client.get("/v1/audio/voices").get_json()["voices"]
        assert (voice["id"], voice["name"]) == ("tone:beep", "beep")
        post(client)
        work()
        for name in (voice["id"], voice["name"], {"id": "tone:beep"}, "nova", "auto", None):
            assert post(client, voice=name).status_code == 200

    @pytest.mark.parametrize(("name", "gender"), GENDERS.items())
    def test_a_voice_of_openai_stands_for_one_of_its_gender_if_there_is_one(
        self, beep: Voice, name: str, gender: str | None
    ) -> None:
        default = replace(beep, name="default", gender="female")
        man = replace(beep, name="a", gender="male")
        french = replace(beep, name="b", gender="female", languages=("fr",))
        second = replace(beep, engine="second", name="c", gender="male", languages=("en", "it"))
        other = replace(second, name="d", gender="female")

        def chosen(voices: tuple[Voice, ...], language: str) -> Voice:
            requested, found = find_voice(name, VoiceSelector(voices, default.id))
            return found.select(requested, language)[0]

        everybody = (man, french, default, second, other)
        assert chosen(everybody, "en") == (man if gender == "male" else default)
        assert chosen(everybody, "fr") == french
        assert chosen(everybody, "it") == (other if gender == "female" else second)
        assert chosen((beep, default, second), "en") == default, "no other engine for a gender"

    def test_a_voice_of_this_server_takes_precedence(self, beep: Voice) -> None:
        nova = replace(beep, name="nova")
        selector = VoiceSelector((beep, nova), beep.id, aliases={"onyx": beep.id})
        for name in ("nova", "onyx"):
            assert find_voice(name, selector) == (name, selector)
