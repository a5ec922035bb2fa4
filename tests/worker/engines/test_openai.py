import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from redis import Redis

from worker.config import WorkerConfig
from worker.engines.openai import OpenaiEngine
from worker.errors import EngineAbsent, EngineError, EngineUnavailable

StandIn = Any


@pytest.fixture
def built(redis: Redis, openai_config: WorkerConfig) -> Iterator[Callable[..., OpenaiEngine]]:
    """Builds it with other settings."""
    engines = []

    def build(**settings: Any) -> OpenaiEngine:
        engines.append(OpenaiEngine.build(replace(openai_config, **settings), redis))
        return engines[-1]

    yield build
    for engine in engines:
        engine.close()


def test_it_asks_as_the_api_says(openai_engine: OpenaiEngine, speech_server: StandIn) -> None:
    openai_engine.synthesize("Hello.", "alloy", 1.0)
    openai_engine.synthesize("Hello.", "af_bella+af_sky", 1.25)
    usual = {"model": "kokoro", "input": "Hello.", "response_format": "wav"}
    assert speech_server.asked == [
        usual | {"voice": "alloy"},
        usual | {"voice": "af_bella+af_sky", "speed": 1.25},
    ]


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "opus"])
def test_the_format_can_be_chosen(built: Callable[..., OpenaiEngine], kind: str) -> None:
    assert len(built(openai_format=kind).synthesize("Hello.", "alloy", 1.0)) > 5000


def test_a_server_may_answer_in_its_only_format(
    openai_engine: OpenaiEngine, speech_server: StandIn, sine: Callable[..., bytes]
) -> None:
    speech_server.answer = sine(10, "MP3", 44_100, 2)
    assert len(openai_engine.synthesize("Hello.", "alloy", 1.0)) > 5000


def test_an_answer_without_audio_is_an_error_for_good(
    openai_engine: OpenaiEngine, speech_server: StandIn
) -> None:
    speech_server.answer = json.dumps({"error": {"message": "no"}}).encode()
    with pytest.raises(EngineError) as caught:
        openai_engine.synthesize("Hello.", "alloy", 1.0)
    assert caught.type is EngineError


def test_a_wrong_key_is_an_error_that_does_not_tell_it(
    built: Callable[..., OpenaiEngine],
) -> None:
    with pytest.raises(EngineError, match="401") as caught:
        built(openai_key="wrong-key").synthesize("Hello.", "alloy", 1.0)
    assert "wrong-key" not in str(caught.value)


def test_a_server_without_keys_gets_none(
    built: Callable[..., OpenaiEngine], speech_server: StandIn
) -> None:
    speech_server.key = None
    assert len(built(openai_key="").synthesize("Hello.", "alloy", 1.0)) > 5000


def test_when_it_is_asked_too_often_it_is_left_alone(
    openai_engine: OpenaiEngine, speech_server: StandIn
) -> None:
    speech_server.status = 429
    for _ in range(5):
        with pytest.raises(EngineUnavailable):
            openai_engine.synthesize("Hello.", "alloy", 1.0)
    assert len(speech_server.asked) == 1


def test_another_model_is_another_voice(built: Callable[..., OpenaiEngine]) -> None:
    engines = [built(), built(openai_model="tts-1"), built(openai_url="http://127.0.0.1:9/v1")]
    assert len({engine.voices()[0].reference for engine in engines}) == 3


@pytest.mark.parametrize(
    ("settings", "match"),
    [
        ({"openai_url": "", "openai_voices": ()}, "needs .*OPENAI_URL, .*OPENAI_VOICES"),
        ({"openai_languages": ()}, "needs LISTEN_WORKER_OPENAI_LANGUAGES"),
        ({"openai_url": "127.0.0.1:8880/v1"}, "OPENAI_URL must be like http"),
        ({"openai_url": "http://[::1/v1"}, "OPENAI_URL must be"),
        ({"openai_url": "http://host:99999/v1"}, "OPENAI_URL must be"),
        ({"openai_url": "file:///etc/passwd"}, "OPENAI_URL must be"),
        ({"openai_url": "http://host/v1?key=1"}, "OPENAI_URL must be"),
        ({"openai_key": "two\nlines"}, "OPENAI_KEY must be"),
        ({"openai_voices": ("a b",)}, "OPENAI_VOICES must be"),
        ({"openai_languages": ("english",)}, "OPENAI_LANGUAGES must be"),
        ({"openai_format": "aac"}, "wav, flac, mp3, opus"),
    ],
)
def test_settings_that_cannot_be_keep_it_away(
    built: Callable[..., OpenaiEngine], settings: dict[str, Any], match: str
) -> None:
    with pytest.raises(EngineAbsent, match=match):
        built(**settings)
