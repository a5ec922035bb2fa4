"""The pipeline from a spec to published audio: script, synthesize, place, encode, publish."""

import hashlib
import logging
import math
import os
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from audio_cache.documents import checksums
from audio_cache.facts import SpecFacts
from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores.store import Store, StoreAway
from worker.audio import RATE
from worker.documents.make import make_documents
from worker.encoders import ENCODERS
from worker.encoders.segment_codec import SegmentCodec
from worker.encoders.thread import EncodingThread
from worker.errors import EngineUnavailable
from worker.prefetch import run_ordered
from worker.progress import Progress
from worker.script.facts import derive_facts
from worker.script.script import LazyScript, Segment, SpeakerLimits, iter_script
from worker.stages import ENCODE, SEGMENT, STITCH, STORE, SYNTHESIZE, Stages
from worker.stitch import Timeline
from worker.synthesize import RETRY_TIMEOUT, SegmentAudio, Synthesizer
from worker.voice_plan import VoicePlan

log = logging.getLogger(__name__)

_FIRST_CHUNK = 2 * RATE // 5
"""Samples: enough for 0.1 s to be audible, after the delay of encoder and decoder."""

_STORE_PAUSES = (2.5, 5.0, 10.0)
"""Seconds before each further attempt to store an audio in a store that is away."""


@dataclass(frozen=True)
class PipelineContext:
    """Everything that a production uses besides the spec and its voices."""

    synthesizer: Synthesizer
    store: Store
    progress: Progress
    concurrency: int = 1
    """Number of segments that may be synthesized at the same time."""
    is_crowded: Callable[[], bool] = lambda: False
    """Returns whether others wait for a worker: then it is one segment at a time."""
    prose_share: float | None = None
    """The share of SpecFacts. The spec does not tell it."""
    site: str | None = None
    """The site of SpecFacts, likewise."""
    start_timeout: float = math.inf
    """Seconds that an online voice may take for the first segment. Finite only if there is a
    fallback voice."""
    stages: Stages = field(default_factory=Stages)
    """Measures the production."""


def produce(spec: SpeechSpec, extension: str, plan: VoicePlan, ctx: PipelineContext) -> Manifest:
    """Make the audio of a spec in one format, and publish it.

    Raises WorkerError, StoreError, and whatever the progress raises. Nothing is stored then.
    """
    stages = ctx.stages
    with stages.turn(SEGMENT):
        script = _write_script(spec, plan)
    timeline = Timeline()
    codec = ENCODERS[extension].segments
    codec = replace(codec, encode=stages.timed(ENCODE, codec.encode))
    segments = _synthesize(spec, script, plan, codec, timeline, ctx)
    with ctx.store.draft() as draft, closing(segments):

        def write(chunk: bytes) -> None:
            draft.write(chunk)
            ctx.progress.audio(chunk)

        with EncodingThread(ENCODERS[extension](), write, stages) as encoder:
            for segment in script:
                ctx.progress.checkpoint()
                with stages.turn(SYNTHESIZE):
                    audio = next(segments)
                pause = timeline.place(segment, audio.samples)
                _encode(encoder, audio, pause, is_first=segment is script.first)
                if segment is script.first:
                    with stages.turn(SEGMENT):
                        total = script.write_rest()
                    ctx.progress.begin(total)
                    audio = ctx.synthesizer.store(audio, codec)
                with stages.turn(STITCH):
                    _measure(timeline, audio, pause)
                ctx.progress.segment(timeline.timings[-1], audio.cached)
            ctx.progress.checkpoint()
            encoder.end()  # it is behind: meanwhile, make the documents
            rendition = Rendition(key_of(spec), extension)
            facts = derive_facts(spec, plan.main.voice)
            facts = replace(facts, prose_share=ctx.prose_share, site=ctx.site)
            manifest = _describe(spec, facts, rendition, timeline)
            documents = make_documents(manifest, spec, timeline.timings)
            head = encoder.finish()
        draft.seek(0)
        draft.write(head)
        manifest = _seal(manifest, draft, documents)
        with stages.turn(STORE):
            _publish(ctx, lambda: ctx.store.publish(rendition, draft, manifest, spec, documents))
    return manifest


def _publish(ctx: PipelineContext, publish: Callable[[], None]) -> None:
    """Publish, and again when the store was away for a moment: the audio is made already.

    Raises StoreError, and what the progress raises.
    """
    for pause in _STORE_PAUSES:
        try:
            publish()
            return
        except StoreAway as error:
            log.warning("the audio will be stored in %g s: %s", pause, error)
            ctx.progress.checkpoint()
            time.sleep(pause)
    publish()


def _write_script(spec: SpeechSpec, plan: VoicePlan) -> LazyScript:
    limits = SpeakerLimits.of(plan.main.voice, spec.lexicon)
    limits_by_kind = plan.limits(spec.lexicon)
    return LazyScript(iter_script(spec.blocks, spec.language, limits, limits_by_kind))


def _synthesize(
    spec: SpeechSpec,
    script: LazyScript,
    plan: VoicePlan,
    codec: SegmentCodec,
    timeline: Timeline,
    ctx: PipelineContext,
) -> Generator[SegmentAudio]:
    """Yield the audio of each segment in order, synthesized and encoded ahead of the caller.

    The first is not encoded and cached yet: the caller stores it after it has sent it to the
    encoder of the file.
    """

    def task(segment: Segment) -> Callable[[], SegmentAudio]:
        speaker = plan.for_kind(spec.blocks[segment.block].kind)
        arguments = speaker, spec.speed, segment.spoken, codec
        if segment is script.first:
            timeout = min(ctx.start_timeout, RETRY_TIMEOUT)
            return partial(ctx.synthesizer.synthesize, *arguments, retry_timeout=timeout)
        return partial(ctx.synthesizer.synthesize_and_store, *arguments)

    tasks = map(task, script)
    return run_ordered(tasks, ctx.concurrency, _while_waiting(plan, timeline, ctx), ctx.is_crowded)


def _while_waiting(
    plan: VoicePlan, timeline: Timeline, ctx: PipelineContext
) -> Callable[[], None] | None:
    """Return the check that runs while an online voice is waited for; None if all are offline.

    A slow online engine is not stuck. The check keeps the watchdog quiet, and raises
    EngineUnavailable if the first segment exceeds the start timeout.
    """
    if plan.is_offline:
        return None
    deadline = time.monotonic() + ctx.start_timeout

    def check() -> None:
        ctx.progress.checkpoint()
        if not timeline.timings and time.monotonic() > deadline:
            raise EngineUnavailable(
                f"{plan.main.voice.id} did not begin within {ctx.start_timeout:.0f} s."
            )

    return check


def _encode(encoder: EncodingThread, audio: SegmentAudio, pause: int, *, is_first: bool) -> None:
    """Pass on a segment and the samples of silence after it.

    The first chunk of an article is short: the reader hears it while the rest is encoded.
    """
    if audio.encoded is not None:
        encoder.splice(audio.encoded, audio.samples, pause)
    elif is_first:
        encoder.write(audio.pcm[:_FIRST_CHUNK])
        encoder.drain()  # a reader waits: let the encoder go first
        encoder.write(audio.pcm[_FIRST_CHUNK:], pause)
    else:
        encoder.write(audio.pcm, pause)


def _measure(timeline: Timeline, audio: SegmentAudio, pause: int) -> None:
    timeline.measure(audio.loudness, pause)
    timeline.cached += audio.cached
    timeline.retried += audio.retried
    timeline.silent += audio.is_silent


def _describe(
    spec: SpeechSpec, facts: SpecFacts, rendition: Rendition, timeline: Timeline
) -> Manifest:
    """Return what is known before the file is complete."""
    return Manifest(
        key=rendition.key,
        options=spec.options,
        facts=facts,
        format=rendition.format,
        sample_rate=RATE,
        samples=timeline.samples,
        size=0,
        sha256="",
        created=int(time.time()),
        loudness=timeline.loudness(ENCODERS[rendition.format].gain_db),
        true_peak=timeline.true_peak(),
        segments=len(timeline.timings),
        cached=timeline.cached,
        retried=timeline.retried,
        silent=timeline.silent,
    )


def _seal(manifest: Manifest, draft: BinaryIO, documents: Mapping[str, bytes]) -> Manifest:
    """Return the manifest with the size and the checksums of the file and the documents."""
    draft.seek(0)
    digest = hashlib.file_digest(draft, "sha256").hexdigest()  # type: ignore[arg-type]
    size = draft.seek(0, os.SEEK_END)
    return replace(manifest, size=size, sha256=digest, documents=checksums(documents))
