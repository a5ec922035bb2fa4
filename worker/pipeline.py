"""The story of an audio: script in, stored audio out."""

import hashlib
import os
import time
from collections.abc import Callable
from typing import BinaryIO

from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.spec import SpeechSpec
from audio_cache.store import Store
from audio_cache.voice import Voice
from worker.audio import RATE
from worker.encoders import ENCODERS
from worker.encoders.thread import EncodingThread
from worker.engines import Engine
from worker.script.script import write_script
from worker.speak import speak
from worker.stitch import Timeline

_FORMAT = "mp3"

Checkpoint = Callable[[int, int], None]
"""Called before each segment and after the last with (segments done, segments in all)."""


def produce(
    spec: SpeechSpec, voice: Voice, engine: Engine, store: Store, checkpoint: Checkpoint
) -> Manifest:
    """Makes the audio of a spec and publishes it under its key.

    Raises WorkerError, StoreError, and whatever `checkpoint` raises; nothing is left behind then.
    """
    segments = write_script(spec.blocks, spec.language, voice.max_characters)
    timeline = Timeline()
    with store.draft() as draft, EncodingThread(ENCODERS[_FORMAT](), draft.write) as encoding:
        for done, segment in enumerate(segments):
            checkpoint(done, len(segments))
            pcm = speak(engine, voice, spec.speed / 100, segment.spoken)
            for piece in timeline.place(segment, pcm):
                encoding.write(piece)
        checkpoint(len(segments), len(segments))
        head = encoding.finish()
        draft.seek(0)
        draft.write(head)
        manifest = _describe(spec, timeline, draft)
        store.publish(key_of(spec), draft, manifest)
    return manifest


def _describe(spec: SpeechSpec, timeline: Timeline, draft: BinaryIO) -> Manifest:
    draft.seek(0)
    digest = hashlib.file_digest(draft, "sha256").hexdigest()  # type: ignore[arg-type]
    return Manifest(
        spec=spec,
        format=_FORMAT,
        sample_rate=RATE,
        samples=timeline.samples,
        size=draft.seek(0, os.SEEK_END),
        sha256=digest,
        created=int(time.time()),
        timings=tuple(timeline.timings),
    )
