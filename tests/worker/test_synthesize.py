from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from audio_cache.voice import Voice
from worker.audio import RATE, Samples
from worker.engines.tone import ToneEngine
from worker.errors import EngineError, EngineUnavailable
from worker.sentence_cache import FileSentenceCache, NoSentenceCache
from worker.synthesize import Speaker

TEXT = "A sentence of an ordinary length, with a clause."


class Mute(ToneEngine):
    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        return np.zeros(1000, np.float32)


class Moody(ToneEngine):
    """Fails some times before it speaks."""

    def __init__(self, failures: int, error: Callable[[str], EngineError]) -> None:
        self.failures, self.error, self.calls = failures, error, 0

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        self.calls += 1
        if self.calls <= self.failures:
            raise self.error("not now")
        return super().synthesize(text, voice, speed)


class Stumbling(ToneEngine):
    """Stops in the middle of whatever is long."""

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        samples = super().synthesize(text, voice, speed)
        return samples if len(text) < 30 else samples[: RATE // 20]


@pytest.fixture
def speaker() -> Speaker:
    return Speaker(NoSentenceCache(), sleep=lambda seconds: None)


def test_a_sentence_is_spoken_and_measured(speaker: Speaker, beep: Voice) -> None:
    spoken = speaker.speak(ToneEngine(), beep, 100, TEXT)
    assert len(spoken.pcm) == spoken.loudness.samples > 2 * RATE
    assert not spoken.cached
    assert not spoken.retried


def test_what_was_spoken_before_is_not_spoken_again(tmp_path: Path, beep: Voice) -> None:
    speaker = Speaker(FileSentenceCache(tmp_path, 10_000_000))
    first = speaker.speak_and_keep(ToneEngine(), beep, 100, TEXT)
    second = speaker.speak(Mute(), beep, 100, TEXT)
    assert second.cached
    assert np.array_equal(first.pcm, second.pcm)
    assert second.loudness == first.loudness
    with pytest.raises(EngineError):
        speaker.speak(Mute(), beep, 110, TEXT)


def test_what_has_no_words_makes_no_sound(speaker: Speaker, beep: Voice) -> None:
    assert len(speaker.speak(Mute(), beep, 100, "…").pcm) == 0


def test_an_engine_that_says_nothing_is_an_error(speaker: Speaker, beep: Voice) -> None:
    with pytest.raises(EngineError, match="A sentence"):
        speaker.speak(Mute(), beep, 100, TEXT)


def test_an_engine_that_is_away_is_asked_again(beep: Voice) -> None:
    pauses: list[float] = []
    engine = Moody(3, EngineUnavailable)
    Speaker(NoSentenceCache(), sleep=pauses.append).speak(engine, beep, 100, TEXT)
    assert engine.calls == 4
    assert pauses == sorted(pauses)


def test_but_not_for_ever(speaker: Speaker, beep: Voice) -> None:
    engine = Moody(99, EngineUnavailable)
    with pytest.raises(EngineUnavailable):
        speaker.speak(engine, beep, 100, TEXT)
    assert engine.calls == 4


def test_one_that_says_when_it_is_back_is_asked_then_if_that_is_soon(beep: Voice) -> None:
    pauses: list[float] = []
    speaker = Speaker(NoSentenceCache(), sleep=pauses.append)
    engine = Moody(2, lambda message: EngineUnavailable(message, seconds=4.0))
    speaker.speak(engine, beep, 100, TEXT)
    assert pauses == [4.0, 4.0]
    engine = Moody(2, lambda message: EngineUnavailable(message, seconds=11.0))
    with pytest.raises(EngineUnavailable):
        speaker.speak(engine, beep, 100, TEXT)
    assert engine.calls == 1


def test_there_is_less_patience_where_another_voice_is_in_line(beep: Voice) -> None:
    pauses: list[float] = []
    speaker = Speaker(NoSentenceCache(), sleep=pauses.append)
    with pytest.raises(EngineUnavailable):
        speaker.speak(Moody(99, EngineUnavailable), beep, 100, TEXT, patience=1.0)
    assert len(pauses) == 1


def test_a_letter_that_a_voice_has_no_sound_for_is_left_out(speaker: Speaker, beep: Voice) -> None:
    spoken = speaker.speak(Mute(), beep, 100, "Ð")
    assert spoken.is_silent
    assert len(spoken.pcm) == 0
    speaker.keep(spoken)


def test_an_engine_that_refuses_is_not_asked_again(speaker: Speaker, beep: Voice) -> None:
    engine = Moody(1, EngineError)
    with pytest.raises(EngineError):
        speaker.speak(engine, beep, 100, TEXT)
    assert engine.calls == 1


def test_a_sentence_of_implausible_length_is_spoken_in_parts(speaker: Speaker, beep: Voice) -> None:
    spoken = speaker.speak(Stumbling(), beep, 100, TEXT)
    assert spoken.retried
    whole = speaker.speak(ToneEngine(), beep, 100, TEXT)
    assert len(spoken.pcm) == pytest.approx(len(whole.pcm), rel=0.2)


def test_ipa_counts_for_how_long_a_word_is_and_gives_way_when_it_fails(
    speaker: Speaker, beep: Voice
) -> None:
    text = "[WWW](/ˈdʌbljuː dʌbljuː ˈdʌbljuː/)"
    assert not speaker.speak(ToneEngine(), beep, 100, text).retried
    assert speaker.speak(Stumbling(), beep, 100, f"{TEXT} {text}").retried
