from io import BytesIO

import numpy as np
import pytest
import soundfile

from audio_cache.key import key_of
from audio_cache.memory_store import MemoryStore
from audio_cache.spec import Block, SpeechSpec
from audio_cache.voice import Voice
from worker.audio import Samples
from worker.engines.tone import ToneEngine
from worker.errors import EngineError
from worker.pipeline import produce
from worker.script.script import write_script
from worker.speak import speak

BLOCKS = (
    Block("title", "A small article"),
    Block("paragraph", "It begins here. It goes on — with a clause, or two — and ends."),
    Block("paragraph", "…"),
    Block("paragraph", "The last words."),
)


class Mute(ToneEngine):
    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        return np.zeros(1000, np.float32)


def nothing(done: int, total: int) -> None:
    pass


@pytest.fixture
def spec(beep: Voice) -> SpeechSpec:
    return SpeechSpec(BLOCKS, "en", beep.reference, 100)


def test_the_decoded_length_is_the_manifests_to_the_sample(spec: SpeechSpec, beep: Voice) -> None:
    store = MemoryStore()
    manifest = produce(spec, beep, ToneEngine(), store, nothing)
    sound, rate = soundfile.read(BytesIO(store.audio[key_of(spec)]))
    assert (len(sound), rate) == (manifest.samples, manifest.sample_rate)
    assert store.find(key_of(spec)) == manifest


def test_every_segment_sounds_where_its_timing_says(spec: SpeechSpec, beep: Voice) -> None:
    store = MemoryStore()
    manifest = produce(spec, beep, ToneEngine(), store, nothing)
    sound, rate = soundfile.read(BytesIO(store.audio[key_of(spec)]))
    for timing in manifest.timings:
        span = sound[round(timing.start_time * rate) : round(timing.end_time * rate)]
        words = spec.text[timing.start : timing.end]
        assert (len(span) > 0) == any(character.isalnum() for character in words)
        if len(span):
            assert np.abs(span).max() > 0.1
    gaps = zip(manifest.timings, manifest.timings[1:], strict=False)
    for before, after in gaps:
        gap = sound[round(before.end_time * rate) : round(after.start_time * rate)]
        assert np.abs(gap).max(initial=0.0) < 0.02


def test_the_same_spec_gives_the_same_bytes(spec: SpeechSpec, beep: Voice) -> None:
    one, other = MemoryStore(), MemoryStore()
    produce(spec, beep, ToneEngine(), one, nothing)
    produce(spec, beep, ToneEngine(), other, nothing)
    assert one.audio == other.audio


def test_each_segment_is_announced_before_it_is_made(spec: SpeechSpec, beep: Voice) -> None:
    told: list[tuple[int, int]] = []
    produce(spec, beep, ToneEngine(), MemoryStore(), lambda *at: told.append(at))
    total = len(write_script(BLOCKS, "en", beep.max_characters))
    assert told == [(done, total) for done in range(total + 1)]


def test_whatever_stops_it_leaves_nothing_behind(spec: SpeechSpec, beep: Voice) -> None:
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    store = MemoryStore()
    with pytest.raises(KeyboardInterrupt):
        produce(spec, beep, ToneEngine(), store, stop)
    assert store.audio == {}


def test_an_engine_that_says_nothing_is_an_error(spec: SpeechSpec, beep: Voice) -> None:
    with pytest.raises(EngineError, match="A small article"):
        produce(spec, beep, Mute(), MemoryStore(), nothing)


def test_what_has_no_words_makes_no_sound(beep: Voice) -> None:
    assert len(speak(Mute(), beep, 1.0, "…")) == 0
