"""The job that RQ calls: makes one rendition, puts it into the store, keeps its state in Redis."""

import logging
import math
import time
from functools import partial

from redis import RedisError
from rq import Retry

from audio_cache.counters import JOB_FAILURES, JOBS, STAGES, TAKEOVERS
from audio_cache.facts import SpecFacts
from audio_cache.key import key_of
from audio_cache.live import PREEMPTED
from audio_cache.manifest import Manifest
from audio_cache.origin import current_origin
from audio_cache.priorities import priority_of, queue_name
from audio_cache.queue import REQUEUE
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.state import FAILED, AudioState
from audio_cache.stores.store import StorageFull, StoreAway, StoreError
from audio_cache.tracing import Span, traced
from audio_cache.voice import engine_of
from worker.errors import Cancelled, Preempted, WorkerError
from worker.job_context import JobContext, current_context
from worker.job_run import JobRun
from worker.pipeline import PipelineContext, produce

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
"""A job whose worker died this often is given up: it probably causes the crash."""

_STORE_PAUSE = 2.0
"""Seconds that a worker waits when it finds the store away: no other job would fare better."""

_START_TIMEOUT = 3.0
"""Seconds that a reader waits for an online voice to begin before the fallback voice is used."""


def make_audio(name: str) -> Retry | None:
    """Make the rendition of this name. Returns REQUEUE if the job was preempted.

    Failures are recorded in the state. Raises redis.RedisError only: RQ would run a job that raises
    again, before all others.
    """
    ctx = current_context.get()
    ctx.forgive_interrupted()
    ctx.preemption.release()
    state, spec = ctx.states.get(name), ctx.states.spec(name)
    if state is None or spec is None:
        return None
    if state.state == FAILED:  # it is damaged
        ctx.states.failed(name, state.error_code or "", state.error_detail)
        return None
    token = current_origin.set(state.origin)  # log lines and spans name the request
    try:
        attributes = {"listen.audio": name, "listen.queue": state.queue}
        with traced(ctx.tracer, "job", attributes) as span:
            return _run(ctx, name, state, spec, span)
    finally:
        current_origin.reset(token)
        ctx.counters.flush()


def _run(ctx: JobContext, name: str, state: AudioState, spec: str, span: Span) -> Retry | None:
    """Make the rendition, and record the end of the run. Returns REQUEUE if it was preempted."""
    attempt, number = ctx.states.started(name)
    span.set({"listen.attempt": attempt, "listen.run": number})
    if attempt > 1:
        # Only a run that its worker abandoned still counts as an attempt.
        ctx.counters.add(TAKEOVERS)
    run = JobRun(ctx, name, state.queue, number, span)
    ctx.session.yield_to_clicks(yields=not run.is_live)
    if attempt > MAX_ATTEMPTS:
        detail = f"The worker died {MAX_ATTEMPTS} times while making this audio."
        _fail(ctx, run, name, "engine_failed", detail, _enqueue_fallback(ctx, name))
        return None
    try:
        ctx.watchdog.reset()
        manifest = _make(ctx, run, name, SpeechSpec.from_json(spec), state.facts)
    except Preempted:
        _put_back(ctx, run, name)
        ctx.counters.add(JOBS, label="preempted")
        log.info("%s preempted", name[:12])
        return REQUEUE
    except Cancelled:
        ctx.counters.add(JOBS, label="cancelled")
        log.info("%s cancelled", name[:12])
    except RedisError:
        ctx.interrupted.append(name)
        raise
    except WorkerError as error:
        _fail(ctx, run, name, error.code, str(error), _enqueue_fallback(ctx, name))
    except StoreError as error:
        return _end_without_store(ctx, run, name, error)
    except Exception:
        log.exception("%s: unhandled error", name[:12])
        _fail(ctx, run, name, "engine_failed", "Internal error. See the worker's log.")
    else:
        run.end("finished", size=manifest.size)
        ctx.states.finished(name)
        ctx.counters.add(JOBS, label="finished")
    finally:
        ctx.watchdog.disarm()
    return None


def _put_back(ctx: JobContext, run: JobRun, name: str) -> None:
    """Record that the job waits again, as if it had been preempted. The run is no attempt."""
    ctx.states.preempted(name, run.relayed)
    run.end(PREEMPTED)


def _end_without_store(ctx: JobContext, run: JobRun, name: str, error: StoreError) -> Retry | None:
    """End a run that the store failed. The job fails, unless another run may succeed."""
    if isinstance(error, StorageFull):
        if not ctx.free_disk(name):
            _fail(ctx, run, name, "storage_full", str(error))
            return None
        log.warning("%s: the disk is full: cleared the sentence cache, trying again", name[:12])
        _put_back(ctx, run, name)
        return REQUEUE
    if isinstance(error, StoreAway):
        log.warning("%s: %s Trying again in %g s.", name[:12], error, _STORE_PAUSE)
        _put_back(ctx, run, name)
        ctx.counters.add(JOBS, label="store_away")
        _pause(ctx, _STORE_PAUSE)
        return REQUEUE
    _fail(ctx, run, name, "unavailable", str(error))
    return None


def _pause(ctx: JobContext, seconds: float) -> None:
    """Wait, unless the process must exit."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not ctx.shutdown_requested():
        time.sleep(0.1)


def _make(
    ctx: JobContext, run: JobRun, name: str, spec: SpeechSpec, facts: SpecFacts | None
) -> Manifest:
    rendition = Rendition.from_name(name)
    if manifest := ctx.store.find(rendition):
        return manifest
    plan = ctx.voices.plan(spec)
    # Bulk jobs leave a core to the click jobs of other workers on this machine.
    is_throttled = plan.is_offline and not run.is_live
    pipeline = PipelineContext(
        synthesizer=ctx.synthesizer,
        store=ctx.store,
        progress=run,
        concurrency=1 if is_throttled else plan.concurrency,
        is_crowded=partial(ctx.jobs.has_waiting, ctx.click_queues if plan.is_offline else ()),
        prose_share=facts.prose_share if facts else None,
        site=facts.site if facts else None,
        start_timeout=_START_TIMEOUT if run.is_live and ctx.states.fallbacks(name) else math.inf,
    )
    try:
        manifest = produce(spec, rendition.format, plan, pipeline)
    finally:
        pipeline.stages.trace(ctx.tracer)
        for stage, turns in pipeline.stages.turns.items():
            ctx.counters.add(STAGES, turns.busy, stage)
    log.info(
        "%s finished: %.1f s of %s, %s", name[:12], manifest.duration, rendition.format, spec.voice
    )
    return manifest


def _enqueue_fallback(ctx: JobContext, name: str) -> str | None:
    """Request the same article from its next fallback voice. Returns the key, or None."""
    state, fallbacks = ctx.states.get(name), ctx.states.fallbacks(name)
    if state is None or not fallbacks:
        return None
    first, *others = fallbacks
    spec = SpeechSpec.from_json(first)
    key = key_of(spec)
    queue = queue_name(priority_of(state.queue), engine_of(spec.voice))
    fallback = Rendition(key, Rendition.from_name(name).format).name
    created, _ = ctx.states.request(fallback, first, queue, others, state.facts, spec.options)
    if created:
        ctx.jobs.enqueue(fallback, queue)
    return key


def _fail(
    ctx: JobContext, run: JobRun, name: str, code: str, detail: str, fallback: str | None = None
) -> None:
    """Record a failure. `fallback` is the key of the audio that is made instead."""
    log.warning("%s failed: %s: %s", name[:12], code, detail)
    ctx.states.failed(name, code, detail, fallback)
    run.span.fail(code)
    ctx.counters.add(JOBS, label="failed")
    ctx.counters.add(JOB_FAILURES, label=code)
    superseded_by = {"superseded_by": fallback} if fallback else {}
    run.end("failed", code=code, detail=detail, **superseded_by)
