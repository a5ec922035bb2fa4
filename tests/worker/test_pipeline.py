import math
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from threading import Event
from typing import Any

import numpy as np
import pytest
import soundfile

from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores.memory import MemoryStore
from audio_cache.stores.store import StoreAway
from audio_cache.timing import Timing
from audio_cache.voice import Voice
from tests.entries import stored_timings
from worker import pipeline
from worker.audio import Samples
from worker.engines.tone import ToneEngine
from worker.errors import EngineUnavailable
from worker.pipeline import PipelineContext, produce
from worker.script.script import SpeakerLimits, write_script
from worker.sentence_cache import NoSentenceCache
from worker.synthesize import Synthesizer
from worker.voice_plan import SpeakerVoice, VoicePlan

BLOCKS = (
    Block("title", "A small article"),
    Block("paragraph", "It begins here. It goes on — with a clause, or two — and ends."),
    Block("paragraph", "…"),
    Block("paragraph", "The last words."),
)


class Recorder:
    """Records the progress. May stop the production before a segment."""

    def __init__(self, stop_before: int = -1) -> None:
        self.total = 0
        self.relayed_before = 0
        """Bytes that were relayed before the script was complete."""
        self.checkpoints = 0
        self.timings: list[Timing] = []
        self.relayed = b""
        self._stop_before = stop_before

    def begin(self, total: int) -> None:
        self.total = total
        self.relayed_before = len(self.relayed)

    def checkpoint(self) -> None:
        if self.checkpoints == self._stop_before:
            raise KeyboardInterrupt
        self.checkpoints += 1

    def segment(self, timing: Timing, cached: bool) -> None:
        self.timings.append(timing)

    def audio(self, chunk: bytes) -> None:
        self.relayed += chunk


@pytest.fixture
def spec(beep: Voice) -> SpeechSpec:
    return SpeechSpec(BLOCKS, "en", beep.reference, 100)


def context(
    store: MemoryStore,
    recorder: Recorder | None = None,
    concurrency: int = 1,
    start_timeout: float = math.inf,
) -> PipelineContext:
    return PipelineContext(
        synthesizer=Synthesizer(NoSentenceCache()),
        store=store,
        progress=recorder or Recorder(),
        concurrency=concurrency,
        start_timeout=start_timeout,
    )


def make(
    spec: SpeechSpec, store: MemoryStore, recorder: Recorder | None = None, concurrency: int = 1
) -> Manifest:
    engine = ToneEngine()
    (voice,) = engine.voices()
    plan = VoicePlan(SpeakerVoice(voice, engine))
    return produce(spec, "mp3", plan, context(store, recorder, concurrency))


def test_the_decoded_length_equals_that_of_the_manifest_to_the_sample(spec: SpeechSpec) -> None:
    store = MemoryStore()
    manifest = make(spec, store)
    sound, rate = soundfile.read(BytesIO(store.audio[Rendition(key_of(spec))]))
    assert (len(sound), rate) == (manifest.samples, manifest.sample_rate)
    assert store.find(Rendition(key_of(spec))) == manifest


def test_every_segment_sounds_where_its_timing_says(spec: SpeechSpec) -> None:
    store = MemoryStore()
    make(spec, store)
    timings = stored_timings(store, key_of(spec))
    sound, rate = soundfile.read(BytesIO(store.audio[Rendition(key_of(spec))]))
    for timing in timings:
        span = sound[round(timing.start_time * rate) : round(timing.end_time * rate)]
        words = spec.text[timing.start : timing.end]
        assert (len(span) > 0) == any(character.isalnum() for character in words)
        if len(span):
            assert np.abs(span).max() > 0.1
    for before, after in pairwise(timings):
        gap = sound[round(before.end_time * rate) : round(after.start_time * rate)]
        assert np.abs(gap).max(initial=0.0) < 0.02


def test_the_same_spec_gives_the_same_bytes(spec: SpeechSpec) -> None:
    one, other = MemoryStore(), MemoryStore()
    make(spec, one)
    make(spec, other)
    assert one.audio == other.audio


def test_the_relayed_bytes_are_the_file_except_for_its_head(spec: SpeechSpec) -> None:
    store, recorder = MemoryStore(), Recorder()
    make(spec, store, recorder)
    audio = store.audio[Rendition(key_of(spec))]
    assert len(recorder.relayed) == len(audio)
    assert recorder.relayed[192:] == audio[192:]
    assert recorder.relayed[:192] != audio[:192]


@pytest.mark.parametrize("concurrency", [1, 2])
def test_the_first_sound_does_not_wait_for_the_rest_of_the_script(
    spec: SpeechSpec, concurrency: int
) -> None:
    recorder = Recorder()
    make(spec, MemoryStore(), recorder, concurrency)
    assert 0 < recorder.relayed_before < len(recorder.relayed) / 2


def test_progress_is_reported_for_each_segment(spec: SpeechSpec) -> None:
    recorder, store = Recorder(), MemoryStore()
    make(spec, store, recorder)
    assert (
        recorder.total
        == len(write_script(BLOCKS, "en", SpeakerLimits(300)))
        == recorder.checkpoints - 1
    )
    assert tuple(recorder.timings) == stored_timings(store, key_of(spec))


@pytest.mark.parametrize("before", [0, 2, 5])
def test_a_production_that_is_stopped_stores_nothing(spec: SpeechSpec, before: int) -> None:
    store = MemoryStore()
    with pytest.raises(KeyboardInterrupt):
        make(spec, store, Recorder(stop_before=before))
    assert store.audio == {}


def test_the_manifest_contains_loudness_and_true_peak(spec: SpeechSpec) -> None:
    manifest = make(spec, MemoryStore())
    assert manifest.loudness
    assert -30 < manifest.loudness < -10
    assert manifest.true_peak
    assert -20 < manifest.true_peak <= -1


@pytest.mark.parametrize("concurrency", [2, 5])
def test_the_bytes_do_not_depend_on_the_concurrency(spec: SpeechSpec, concurrency: int) -> None:
    one, many = MemoryStore(), MemoryStore()
    make(spec, one)
    make(spec, many, concurrency=concurrency)
    assert one.audio == many.audio


def test_parts_are_spoken_by_their_own_voice(spec: SpeechSpec) -> None:
    class Slow(ToneEngine):
        """Speaks at half the pace."""

        def synthesize(self, text: str, voice: str, speed: float) -> Samples:
            return super().synthesize(text, voice, speed / 2)

    engine, store = ToneEngine(), MemoryStore()
    (voice,) = engine.voices()
    plan = VoicePlan(SpeakerVoice(voice, engine), {"title": SpeakerVoice(voice, Slow())})
    spec = replace(spec, parts=(("title", "tone:slow@1"),))
    make(spec, store)
    alone = stored_timings(store, key_of(spec))
    produce(spec, "mp3", plan, context(store))
    lengths = [
        [timing.end_time - timing.start_time for timing in timings]
        for timings in (alone, stored_timings(store, key_of(spec)))
    ]
    assert lengths[1][0] > 1.8 * lengths[0][0]
    assert lengths[1][1:] == pytest.approx(lengths[0][1:])


def test_an_online_voice_that_does_not_begin_in_time_fails_for_its_fallback(
    spec: SpeechSpec,
) -> None:
    class Hanging(ToneEngine):
        def synthesize(self, text: str, voice: str, speed: float) -> Samples:
            released.wait(180)
            return super().synthesize(text, voice, speed)

    released, store = Event(), MemoryStore()
    voice = replace(ToneEngine().voices()[0], offline=False)
    plan = VoicePlan(SpeakerVoice(voice, Hanging()))
    with pytest.raises(EngineUnavailable, match="did not begin"):
        produce(spec, "mp3", plan, context(store, concurrency=2, start_timeout=0.1))
    released.set()
    assert not store.audio


class AwayStore(MemoryStore):
    """A store that does not answer the first requests to publish."""

    def __init__(self, failures: int) -> None:
        super().__init__()
        self.failures = failures

    def publish(self, *arguments: Any) -> None:
        if self.failures:
            self.failures -= 1
            raise StoreAway("away")
        super().publish(*arguments)


def test_audio_is_stored_when_the_store_is_back(
    spec: SpeechSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_STORE_PAUSES", (0.0, 0.0, 0.0))
    store = AwayStore(3)
    assert make(spec, store) == store.find(Rendition(key_of(spec)))
    with pytest.raises(StoreAway):
        make(spec, AwayStore(4))
