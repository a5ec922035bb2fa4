import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from redis import Redis

from worker.breaker import Breaker
from worker.engines.openai import OpenaiEngine
from worker.engines.openai_settings import OpenaiSettings
from worker.errors import EngineError, EngineSetupError, EngineUnavailable

FakeService = Any


@pytest.fixture
def built(redis: Redis, openai_settings: OpenaiSettings) -> Iterator[Callable[..., OpenaiEngine]]:
    """Build the engine with other settings."""
    engines = []

    def build(**settings: Any) -> OpenaiEngine:
        engines.append(OpenaiEngine(replace(openai_settings, **settings), Breaker(redis, "openai")))
        return engines[-1]

    yield build
    for engine in engines:
        engine.close()


def test_the_request_has_the_fields_of_the_api(
    openai_engine: OpenaiEngine, speech_server: FakeService
) -> None:
    openai_engine.synthesize("Hello.", "alloy", 1.0)
    openai_engine.synthesize("Hello.", "af_bella+af_sky", 1.25)
    usual = {"model": "kokoro", "input": "Hello.", "response_format": "wav"}
    assert speech_server.requests == [
        usual | {"voice": "alloy"},
        usual | {"voice": "af_bella+af_sky", "speed": 1.25},
    ]


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "opus"])
def test_the_format_is_configurable(built: Callable[..., OpenaiEngine], kind: str) -> None:
    assert len(built(format=kind).synthesize("Hello.", "alloy", 1.0)) > 5000


def test_a_server_may_respond_in_another_format(
    openai_engine: OpenaiEngine, speech_server: FakeService, sine: Callable[..., bytes]
) -> None:
    speech_server.response = sine(10, "MP3", 44_100, 2)
    assert len(openai_engine.synthesize("Hello.", "alloy", 1.0)) > 5000


def test_a_response_without_audio_is_a_permanent_error(
    openai_engine: OpenaiEngine, speech_server: FakeService
) -> None:
    speech_server.response = json.dumps({"error": {"message": "no"}}).encode()
    with pytest.raises(EngineError) as caught:
        openai_engine.synthesize("Hello.", "alloy", 1.0)
    assert caught.type is EngineError


def test_a_wrong_key_is_an_error_that_does_not_reveal_it(
    built: Callable[..., OpenaiEngine],
) -> None:
    with pytest.raises(EngineError, match="401") as caught:
        built(key="wrong-key").synthesize("Hello.", "alloy", 1.0)
    assert "wrong-key" not in str(caught.value)


def test_without_a_key_no_authorization_is_sent(
    built: Callable[..., OpenaiEngine], speech_server: FakeService
) -> None:
    speech_server.key = None
    assert len(built(key="").synthesize("Hello.", "alloy", 1.0)) > 5000


def test_after_a_rate_limit_no_request_is_sent(
    openai_engine: OpenaiEngine, speech_server: FakeService
) -> None:
    speech_server.status = 429
    for _ in range(5):
        with pytest.raises(EngineUnavailable):
            openai_engine.synthesize("Hello.", "alloy", 1.0)
    assert len(speech_server.requests) == 1


def test_another_model_or_server_changes_the_revision(built: Callable[..., OpenaiEngine]) -> None:
    engines = [built(), built(model="tts-1"), built(url="http://127.0.0.1:9/v1")]
    assert len({engine.voices()[0].reference for engine in engines}) == 3


@pytest.mark.parametrize(
    ("settings", "match"),
    [
        ({"url": "", "voices": ()}, "needs .*OPENAI_URL, .*OPENAI_VOICES"),
        ({"languages": ()}, "needs LISTEN_WORKER_OPENAI_LANGUAGES"),
        ({"url": "127.0.0.1:8880/v1"}, "OPENAI_URL must be like http"),
        ({"url": "http://[::1/v1"}, "OPENAI_URL must be"),
        ({"url": "http://host:99999/v1"}, "OPENAI_URL must be"),
        ({"url": "file:///etc/passwd"}, "OPENAI_URL must be"),
        ({"url": "http://host/v1?key=1"}, "OPENAI_URL must be"),
        ({"key": "two\nlines"}, "OPENAI_KEY must be"),
        ({"voices": ("a b",)}, "OPENAI_VOICES must be"),
        ({"languages": ("english",)}, "OPENAI_LANGUAGES must be"),
        ({"format": "aac"}, "wav, flac, mp3, opus"),
    ],
)
def test_invalid_settings_are_a_setup_error(
    built: Callable[..., OpenaiEngine], settings: dict[str, Any], match: str
) -> None:
    with pytest.raises(EngineSetupError, match=match):
        built(**settings)
