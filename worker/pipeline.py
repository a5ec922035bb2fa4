"""The story of an audio: script in, stored audio out."""

import hashlib
import math
import os
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import BinaryIO, Protocol

from audio_cache.facts import SpecFacts
from audio_cache.key import key_of
from audio_cache.manifest import Manifest, Timing
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores.store import Store
from worker.audio import RATE, Pcm
from worker.encoders import ENCODERS
from worker.encoders.thread import EncodingThread
from worker.errors import EngineUnavailable
from worker.prefetch import in_order
from worker.script.facts import derive_facts
from worker.script.script import Segment, SpeakerLimits, write_script
from worker.stitch import Timeline
from worker.synthesize import PATIENCE, Speaker, Spoken
from worker.voice_plan import Cast


class Progress(Protocol):
    """What a production reports to."""

    def begin(self, total: int) -> None:
        """So many segments will be spoken."""

    def checkpoint(self) -> None:
        """Before each segment, and while one is waited for; may raise to stop the production."""

    def segment(self, timing: Timing, cached: bool) -> None:
        """A segment was spoken, now or before."""

    def frames(self, audio: bytes) -> None:
        """The next bytes of the file, the placeholder of its head first; from another thread."""


def produce(
    spec: SpeechSpec,
    extension: str,
    cast: Cast,
    speaker: Speaker,
    store: Store,
    progress: Progress,
    at_once: int = 1,
    patience: float = math.inf,
) -> Manifest:
    """Makes the audio of a spec in a format and publishes it under its name.

    `at_once` is how many segments may be spoken at the same time. `patience` is how many seconds an
    online voice may take to begin, where another voice is in line.

    Raises WorkerError, StoreError, and whatever `progress` raises; nothing is left behind then.
    """
    script = _script(spec, cast)
    progress.begin(len(script))
    timeline = Timeline()
    tasks = _tasks(spec, script, cast, speaker, patience)
    track = in_order(tasks, at_once, _wait(cast, timeline, progress, patience))
    with store.draft() as draft, closing(track):

        def write(audio: bytes) -> None:
            draft.write(audio)
            progress.frames(audio)

        with EncodingThread(ENCODERS[extension](), write) as encoding:
            for segment in script:
                progress.checkpoint()
                spoken = next(track)
                _encode(encoding, *timeline.place(segment, spoken.pcm))
                if segment is script[0]:
                    speaker.keep(spoken)
                _account(timeline, spoken, segment.pause)
                progress.segment(timeline.timings[-1], spoken.cached)
            progress.checkpoint()
            head = encoding.finish()
        draft.seek(0)
        draft.write(head)
        manifest = _describe(
            spec, extension, timeline, draft, derive_facts(spec, cast.narrator.voice)
        )
        store.publish(Rendition(key_of(spec), extension), draft, manifest)
    return manifest


def _script(spec: SpeechSpec, cast: Cast) -> list[Segment]:
    limits = SpeakerLimits.of(cast.narrator.voice, spec.lexicon)
    return write_script(spec.blocks, spec.language, limits, cast.limits(spec.lexicon))


def _tasks(
    spec: SpeechSpec, script: list[Segment], cast: Cast, speaker: Speaker, patience: float
) -> list[Callable[[], Spoken]]:
    """One for each segment; the first is kept when it has been heard."""

    def task(segment: Segment) -> Callable[[], Spoken]:
        narrator = cast.of(spec.blocks[segment.block].kind)
        said = narrator.engine, narrator.voice, spec.speed, segment.spoken
        if segment is script[0]:
            return partial(speaker.speak, *said, patience=min(patience, PATIENCE))
        return partial(speaker.speak_and_keep, *said)

    return [task(segment) for segment in script]


def _wait(
    cast: Cast, timeline: Timeline, progress: Progress, patience: float
) -> Callable[[], None] | None:
    """An online engine may take long without being stuck; it is left when there is a reason."""
    if cast.is_offline:
        return None
    deadline = time.monotonic() + patience

    def wait() -> None:
        progress.checkpoint()
        if not timeline.timings and time.monotonic() > deadline:
            raise EngineUnavailable(f"{cast.narrator.voice.id} did not begin in {patience:.0f} s.")

    return wait


def _encode(encoding: EncodingThread, piece: Pcm, *rest: Pcm) -> None:
    encoding.write(piece)
    if rest:  # the article's first: a reader waits, and the thread would wait for its turn
        encoding.drain()
    for later in rest:
        encoding.write(later)


def _account(timeline: Timeline, spoken: Spoken, pause: float) -> None:
    timeline.account(spoken.loudness, pause)
    timeline.cached += spoken.cached
    timeline.retried += spoken.retried
    timeline.silent += spoken.is_silent


def _describe(
    spec: SpeechSpec, extension: str, timeline: Timeline, draft: BinaryIO, facts: SpecFacts
) -> Manifest:
    draft.seek(0)
    digest = hashlib.file_digest(draft, "sha256").hexdigest()  # type: ignore[arg-type]
    return Manifest(
        spec=spec,
        format=extension,
        sample_rate=RATE,
        samples=timeline.samples,
        size=draft.seek(0, os.SEEK_END),
        sha256=digest,
        created=int(time.time()),
        loudness=timeline.loudness(ENCODERS[extension].gain_db),
        true_peak=timeline.true_peak(),
        cached=timeline.cached,
        retried=timeline.retried,
        silent=timeline.silent,
        timings=tuple(timeline.timings),
        facts=facts,
    )
