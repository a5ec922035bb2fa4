"""The conformance suite of engines."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from audio_cache.voice import Voice
from worker.audio import Samples
from worker.engines.engine import Engine
from worker.engines.registry import ENGINES
from worker.errors import EngineError, EngineUnavailable

NOT_DETERMINISTIC = ("piper",)
"""Engines whose module says that equal text does not sound equal twice."""

FIXED_PACE = ("gtts",)
"""Engines whose module says that their pace cannot be changed."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    return engine


@pytest.fixture
def voice(engine: Engine) -> Voice:
    return engine.voices()[0]


def spoken_or_refused(engine: Engine, voice: Voice, text: str) -> Samples:
    """Return no samples for a refused text. The refusal must be permanent."""
    try:
        return engine.synthesize(text, voice.name, 1.0)
    except EngineError as error:
        refusal = error
    assert not isinstance(refusal, EngineUnavailable)
    return np.zeros(0, np.float32)


def test_a_voice_has_valid_properties(engine: Engine) -> None:
    voices = engine.voices()
    assert voices
    assert len({voice.reference for voice in voices}) == len(voices)
    for voice in voices:
        assert ENGINES[voice.engine]
        assert re.fullmatch(r"[a-z]+:[\w.+-]+@[\w.+-]+", voice.reference)
        assert voice.languages
        assert all(language == language.lower() for language in voice.languages)
        assert 8000 <= voice.sample_rate <= 48_000
        assert 2 < voice.letters_per_second < 30
        assert voice.max_characters >= 20
        assert voice.licence
        assert Voice.from_dict(json.loads(json.dumps(voice.to_dict()))) == voice


def test_a_sentence_gives_audible_samples(engine: Engine, voice: Voice) -> None:
    engine.warm()
    samples = engine.synthesize("The quick brown fox jumps over it.", voice.name, 1.0)
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert np.isfinite(samples).all()
    assert 0.01 < np.abs(samples).max() <= 1.0
    assert 0.8 < len(samples) / voice.sample_rate < 6


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_the_duration_follows_the_speed_if_the_engine_can(
    engine: Engine, voice: Voice, speed: float
) -> None:
    text = "The quick brown fox jumps over the lazy dog."
    normal = len(engine.synthesize(text, voice.name, 1.0))
    expected = normal if voice.engine in FIXED_PACE else normal / speed
    assert len(engine.synthesize(text, voice.name, speed)) == pytest.approx(expected, rel=0.4)


def test_equal_text_gives_equal_samples_if_the_engine_promises_it(
    engine: Engine, voice: Voice
) -> None:
    one = engine.synthesize("Again and again.", voice.name, 1.0)
    other = engine.synthesize("Again and again.", voice.name, 1.0)
    assert np.array_equal(one, other) or voice.engine in NOT_DETERMINISTIC


def test_a_hostile_text_is_spoken_or_permanently_refused(
    engine: Engine, voice: Voice, hostile: str
) -> None:
    samples = spoken_or_refused(engine, voice, hostile[: voice.max_characters])
    assert np.isfinite(samples).all()


@pytest.mark.parametrize("text", ["", " ", "…", "\n"])
def test_a_text_without_words_is_spoken_or_permanently_refused(
    engine: Engine, voice: Voice, text: str
) -> None:
    assert np.abs(spoken_or_refused(engine, voice, text)).max(initial=0) <= 1.0


def test_a_text_longer_than_max_characters_is_spoken(engine: Engine, voice: Voice) -> None:
    text = "Eleven million one hundred thousand " * (voice.max_characters // 30 + 1)
    samples = engine.synthesize(text.strip(), voice.name, 1.0)
    assert len(samples) / voice.sample_rate > len(text) / 30


def test_concurrent_calls_do_not_mix_their_texts(engine: Engine, voice: Voice) -> None:
    texts = [f"Sentence number {number}{', and on' * number}." for number in range(6)]
    with ThreadPoolExecutor(engine.concurrency) as threads:
        spoken = list(threads.map(lambda text: engine.synthesize(text, voice.name, 1.0), texts))
    lengths = [len(samples) for samples in spoken]
    assert lengths == sorted(lengths)


def test_a_gain_is_moderate(engine: Engine, voice: Voice) -> None:
    for speed in (0.5, 1.0, 2.0):
        assert -20 < engine.gain(voice.name, speed) < 20
