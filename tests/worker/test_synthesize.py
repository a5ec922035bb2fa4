from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from audio_cache.voice import Voice
from worker.audio import RATE, Samples
from worker.engines.engine import Engine
from worker.engines.tone import ToneEngine
from worker.errors import EngineError, EngineUnavailable
from worker.sentence_cache import FileSentenceCache, NoSentenceCache
from worker.synthesize import Synthesizer
from worker.voice_plan import SpeakerVoice

TEXT = "A sentence of an ordinary length, with a clause."

With = Callable[[Engine], SpeakerVoice]


class Mute(ToneEngine):
    """Returns silence."""

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        return np.zeros(1000, np.float32)


class Flaky(ToneEngine):
    """Fails a number of times before it speaks."""

    def __init__(self, failures: int, error: Callable[[str], EngineError]) -> None:
        self.failures, self.error, self.calls = failures, error, 0

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        self.calls += 1
        if self.calls <= self.failures:
            raise self.error("not now")
        return super().synthesize(text, voice, speed)


class Truncating(ToneEngine):
    """Stops early in texts of 30 or more characters."""

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        samples = super().synthesize(text, voice, speed)
        return samples if len(text) < 30 else samples[: RATE // 20]


@pytest.fixture
def synthesizer() -> Synthesizer:
    return Synthesizer(NoSentenceCache(), sleep=lambda seconds: None)


@pytest.fixture
def beep_with(beep: Voice) -> With:
    """Returns the voice of beeps, spoken by an engine of the test."""
    return lambda engine: SpeakerVoice(beep, engine)


def test_a_sentence_is_synthesized_and_measured(synthesizer: Synthesizer, beep_with: With) -> None:
    audio = synthesizer.synthesize(beep_with(ToneEngine()), 100, TEXT)
    assert len(audio.pcm) == audio.loudness.samples > 2 * RATE
    assert not audio.cached
    assert not audio.retried


def test_a_cached_sentence_is_not_synthesized_again(tmp_path: Path, beep_with: With) -> None:
    synthesizer = Synthesizer(FileSentenceCache(tmp_path, 10_000_000))
    first = synthesizer.synthesize_and_store(beep_with(ToneEngine()), 100, TEXT)
    second = synthesizer.synthesize(beep_with(Mute()), 100, TEXT)
    assert second.cached
    assert np.array_equal(first.pcm, second.pcm)
    assert second.loudness == first.loudness
    with pytest.raises(EngineError):
        synthesizer.synthesize(beep_with(Mute()), 110, TEXT)


def test_a_text_without_words_is_silent(synthesizer: Synthesizer, beep_with: With) -> None:
    assert len(synthesizer.synthesize(beep_with(Mute()), 100, "…").pcm) == 0


def test_silence_for_a_text_with_words_is_an_error(
    synthesizer: Synthesizer, beep_with: With
) -> None:
    with pytest.raises(EngineError, match="returned silence for 'A sentence"):
        synthesizer.synthesize(beep_with(Mute()), 100, TEXT)


def test_an_unavailable_engine_is_retried_with_backoff(beep_with: With) -> None:
    pauses: list[float] = []
    engine = Flaky(3, EngineUnavailable)
    synthesizer = Synthesizer(NoSentenceCache(), sleep=pauses.append)
    synthesizer.synthesize(beep_with(engine), 100, TEXT)
    assert engine.calls == 4
    assert pauses == sorted(pauses)


def test_the_number_of_retries_is_limited(synthesizer: Synthesizer, beep_with: With) -> None:
    engine = Flaky(99, EngineUnavailable)
    with pytest.raises(EngineUnavailable):
        synthesizer.synthesize(beep_with(engine), 100, TEXT)
    assert engine.calls == 4


def test_retry_after_is_respected_unless_it_exceeds_the_timeout(beep_with: With) -> None:
    pauses: list[float] = []
    synthesizer = Synthesizer(NoSentenceCache(), sleep=pauses.append)
    engine = Flaky(2, lambda message: EngineUnavailable(message, retry_after=4.0))
    synthesizer.synthesize(beep_with(engine), 100, TEXT)
    assert pauses == [4.0, 4.0]
    engine = Flaky(2, lambda message: EngineUnavailable(message, retry_after=11.0))
    with pytest.raises(EngineUnavailable):
        synthesizer.synthesize(beep_with(engine), 100, TEXT)
    assert engine.calls == 1


def test_a_shorter_timeout_allows_fewer_retries(beep_with: With) -> None:
    pauses: list[float] = []
    synthesizer = Synthesizer(NoSentenceCache(), sleep=pauses.append)
    engine = Flaky(99, EngineUnavailable)
    with pytest.raises(EngineUnavailable):
        synthesizer.synthesize(beep_with(engine), 100, TEXT, retry_timeout=1.0)
    assert len(pauses) == 1


def test_a_letter_without_a_sound_is_left_out(synthesizer: Synthesizer, beep_with: With) -> None:
    audio = synthesizer.synthesize(beep_with(Mute()), 100, "Ð")
    assert audio.is_silent
    assert len(audio.pcm) == 0
    synthesizer.store(audio)


def test_a_permanent_error_is_not_retried(synthesizer: Synthesizer, beep_with: With) -> None:
    engine = Flaky(1, EngineError)
    with pytest.raises(EngineError):
        synthesizer.synthesize(beep_with(engine), 100, TEXT)
    assert engine.calls == 1


def test_a_sentence_of_implausible_duration_is_synthesized_in_parts(
    synthesizer: Synthesizer, beep_with: With
) -> None:
    audio = synthesizer.synthesize(beep_with(Truncating()), 100, TEXT)
    assert audio.retried
    whole = synthesizer.synthesize(beep_with(ToneEngine()), 100, TEXT)
    assert len(audio.pcm) == pytest.approx(len(whole.pcm), rel=0.2)


def test_ipa_counts_for_the_expected_duration_and_is_left_out_of_a_retry(
    synthesizer: Synthesizer, beep_with: With
) -> None:
    text = "[WWW](/ˈdʌbljuː dʌbljuː ˈdʌbljuː/)"
    assert not synthesizer.synthesize(beep_with(ToneEngine()), 100, text).retried
    assert synthesizer.synthesize(beep_with(Truncating()), 100, f"{TEXT} {text}").retried
