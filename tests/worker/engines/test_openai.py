import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from redis import Redis

from audio_cache.voice import id_of, revision_of
from worker.audio import RATE
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


def test_names_of_other_servers_are_sent_as_they_are(
    built: Callable[..., OpenaiEngine], speech_server: FakeService, voice_names: tuple[str, ...]
) -> None:
    engine = built(voices=voice_names, model="speaches-ai/Kokoro-82M-v1.0-ONNX")
    assert tuple(voice.name for voice in engine.voices()) == voice_names
    for voice in engine.voices():
        assert id_of(voice.reference) == voice.id
        assert revision_of(voice.reference) == voice.revision
        engine.synthesize("Hello.", voice.name, 1.0)
    assert tuple(request["voice"] for request in speech_server.requests) == voice_names
    assert {request["model"] for request in speech_server.requests} == {
        "speaches-ai/Kokoro-82M-v1.0-ONNX"
    }


@pytest.mark.parametrize(
    ("content_type", "rate"),
    [
        ("audio/pcm", 16_000),
        ("audio/mpeg", 16_000),
        ("", 16_000),
        ("audio/L16;codec=pcm;rate=48000", 48_000),
        ('audio/pcm; rate="48000"; channels=2', 96_000),
        ("audio/pcm;rate=fast", 16_000),
    ],
)
def test_raw_pcm_is_read_at_the_rate_of_the_response_or_the_setting(
    built: Callable[..., OpenaiEngine], speech_server: FakeService, content_type: str, rate: int
) -> None:
    speech_server.response = np.full(2 * rate, 8000, "<i2").tobytes()
    speech_server.headers = {"Content-Type": content_type}
    samples = built(format="pcm", pcm_rate=16_000).synthesize("Hello.", "alloy", 1.0)
    assert len(samples) / RATE == pytest.approx(2.0, abs=0.01)
    assert np.median(samples) == pytest.approx(8000 / 32768, abs=0.001)


@pytest.mark.parametrize("requested", ["wav", "mp3", "pcm"])
@pytest.mark.parametrize("sent", ["wav", "flac", "mp3", "opus"])
def test_a_server_may_ignore_the_format_and_send_a_wrong_type(
    built: Callable[..., OpenaiEngine],
    speech_server: FakeService,
    sine: Callable[..., bytes],
    requested: str,
    sent: str,
) -> None:
    speech_server.response = sine(10, sent)
    speech_server.headers = {"Content-Type": "application/octet-stream"}
    samples = built(format=requested).synthesize("Hello.", "alloy", 1.0)
    assert 0.6 < len(samples) / RATE < 0.9
    assert 0.2 < np.abs(samples).max() < 0.3


def test_a_server_that_only_has_pcm_is_understood(
    openai_engine: OpenaiEngine, speech_server: FakeService
) -> None:
    speech_server.response = bytes(24_000)
    speech_server.headers = {"Content-Type": "audio/pcm"}
    assert len(openai_engine.synthesize("Hello.", "alloy", 1.0)) == 12_000


def test_an_error_in_json_is_never_played_as_pcm(
    built: Callable[..., OpenaiEngine], speech_server: FakeService
) -> None:
    speech_server.response = b'{"error": "no such voice"}'
    speech_server.headers = {"Content-Type": "application/json"}
    with pytest.raises(EngineError, match="returned no audio"):
        built(format="pcm").synthesize("Hello.", "alloy", 1.0)


def test_a_key_that_a_service_repeats_is_not_logged(
    built: Callable[..., OpenaiEngine],
    speech_server: FakeService,
    caplog: pytest.LogCaptureFixture,
) -> None:
    speech_server.response = b"Incorrect API key provided: wrong-key"
    with pytest.raises(EngineError):
        built(key="wrong-key").synthesize("Hello.", "alloy", 1.0)
    assert "Incorrect API key provided: [key]" in caplog.text
    assert "wrong-key" not in caplog.text


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "opus", "pcm"])
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
        ({"url": "http://user:secret@host/v1"}, "OPENAI_URL must be [^:]*http://127[^@]*$"),
        ({"model": "two\nlines"}, "OPENAI_MODEL must be"),
        ({"voices": ("a\nb",)}, "OPENAI_VOICES must be"),
        ({"voices": ("a" * 201,)}, "OPENAI_VOICES must be"),
        ({"languages": ("english",)}, "OPENAI_LANGUAGES must be"),
        ({"format": "aac"}, "wav, flac, mp3, opus, pcm"),
    ],
)
def test_invalid_settings_are_a_setup_error(
    built: Callable[..., OpenaiEngine], settings: dict[str, Any], match: str
) -> None:
    with pytest.raises(EngineSetupError, match=match):
        built(**settings)
