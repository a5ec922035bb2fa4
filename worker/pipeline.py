"""The story of an audio: script in, stored audio out."""

import hashlib
import os
import time
from typing import BinaryIO, Protocol

from audio_cache.formats import name_of
from audio_cache.key import key_of
from audio_cache.manifest import Manifest, Timing
from audio_cache.spec import SpeechSpec
from audio_cache.store import Store
from audio_cache.voice import Voice
from worker.audio import RATE
from worker.encoders import ENCODERS
from worker.encoders.thread import EncodingThread
from worker.engines import Engine
from worker.script.script import write_script
from worker.speak import Speaker
from worker.stitch import Timeline


class Progress(Protocol):
    """What a production reports to."""

    def begin(self, total: int) -> None:
        """So many segments will be spoken."""

    def checkpoint(self) -> None:
        """Before each segment; may raise to stop the production."""

    def segment(self, timing: Timing, cached: bool) -> None:
        """A segment was spoken, now or before."""

    def frames(self, audio: bytes) -> None:
        """The next bytes of the file, the placeholder of its head first; from another thread."""


def produce(
    spec: SpeechSpec,
    extension: str,
    voice: Voice,
    engine: Engine,
    speaker: Speaker,
    store: Store,
    progress: Progress,
) -> Manifest:
    """Makes the audio of a spec in a format and publishes it under its name.

    Raises WorkerError, StoreError, and whatever `progress` raises; nothing is left behind then.
    """
    script = write_script(spec.blocks, spec.language, voice.max_characters)
    progress.begin(len(script))
    timeline = Timeline()
    with store.draft() as draft:

        def write(audio: bytes) -> None:
            draft.write(audio)
            progress.frames(audio)

        with EncodingThread(ENCODERS[extension](), write) as encoding:
            for segment in script:
                progress.checkpoint()
                spoken = speaker.speak(engine, voice, spec.speed, segment.spoken)
                opening, *rest = timeline.place(segment, spoken.pcm)
                encoding.write(opening)
                if not timeline.timings[1:]:
                    encoding.drain()  # a reader waits, and the thread would wait for its turn
                for piece in rest:
                    encoding.write(piece)
                timeline.account(speaker.keep(spoken), segment.pause)
                timeline.cached += spoken.cached
                timeline.retried += spoken.retried
                progress.segment(timeline.timings[-1], spoken.cached)
            progress.checkpoint()
            head = encoding.finish()
        draft.seek(0)
        draft.write(head)
        manifest = _describe(spec, extension, timeline, draft)
        store.publish(name_of(key_of(spec), extension), draft, manifest)
    return manifest


def _describe(spec: SpeechSpec, extension: str, timeline: Timeline, draft: BinaryIO) -> Manifest:
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
        timings=tuple(timeline.timings),
    )
