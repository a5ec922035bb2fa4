"""The job that RQ calls: an audio's name in, the audio in the store, its state in Redis."""

import logging
import math
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from redis import Redis, RedisError
from rq import Retry

from audio_cache.key import key_of
from audio_cache.live import LiveWriter
from audio_cache.queue import CLICK, REQUEUE, JobQueue, priority_of, queue_name
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.state import States
from audio_cache.stores.store import StorageFull, Store, StoreError
from audio_cache.voice import engine_of
from worker.errors import WorkerError, Yielded
from worker.job_run import Run
from worker.pipeline import produce
from worker.synthesize import Speaker
from worker.voices import Voices
from worker.watchdog import Watchdog

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
"""A job whose worker died this often takes workers down with it."""

_PATIENCE = 3.0
"""Seconds that a reader waits for a voice to begin before another one reads."""


@dataclass(frozen=True)
class JobContext:
    """What every job of this process needs, built once and warm."""

    store: Store
    states: States
    jobs: JobQueue
    live: Redis
    """Where live streams are written."""
    voices: Voices
    speaker: Speaker
    watchdog: Watchdog
    clicks: list[str]
    """The queues whose jobs this worker gives way to."""
    must_stop: Callable[[], bool]
    """Whether the process was told to end."""


context: ContextVar[JobContext] = ContextVar("context")
"""RQ finds the job by its dotted name, so this is its only way to what the process has."""


def make_audio(name: str) -> Retry | None:
    """Never raises for what is wrong with the article, only when Redis is away."""
    return _make(context.get(), name)


def _make(ctx: JobContext, name: str) -> Retry | None:
    state = ctx.states.get(name)
    if state is None:
        return None
    attempt, number = ctx.states.started(name)
    live = LiveWriter(ctx.live, name, number, relays_audio=priority_of(state.queue) == CLICK)
    run = Run(
        name, state.queue, live, ctx.states, ctx.jobs, ctx.clicks, ctx.watchdog, ctx.must_stop
    )
    if attempt > MAX_ATTEMPTS:
        detail = f"The worker died {MAX_ATTEMPTS} times speaking it."
        _fail(ctx, run, name, "engine_failed", detail, _succeed(ctx, name))
        return None
    try:
        ctx.watchdog.progress()
        _produce(ctx, run, name, state.spec, has_successor=bool(state.fallbacks))
    except Yielded:
        ctx.states.preempted(name, run.relayed)
        run.end("preempted")
        log.info("%s gives way", name[:12])
        return REQUEUE
    except RedisError:
        raise
    except WorkerError as error:
        _fail(ctx, run, name, error.code, str(error), _succeed(ctx, name))
    except StorageFull as error:
        _fail(ctx, run, name, "storage_full", str(error))
    except StoreError as error:
        _fail(ctx, run, name, "unavailable", str(error))
    except Exception:
        log.exception("%s failed in a way that nobody foresaw", name[:12])
        _fail(ctx, run, name, "engine_failed", "The audio could not be made.")
    else:
        run.end("finished")
        ctx.states.finished(name)
    finally:
        ctx.watchdog.rest()
    return None


def _produce(ctx: JobContext, run: Run, name: str, spec_json: str, has_successor: bool) -> None:
    rendition = Rendition.from_name(name)
    if ctx.store.find(rendition):
        return
    spec = SpeechSpec.from_json(spec_json)
    cast = ctx.voices.cast(spec)
    patience = _PATIENCE if run.is_heard and has_successor else math.inf
    # Bulk leaves a core to readers, whose articles may be made on this machine at the same time.
    at_once = cast.parallel if run.is_heard or not cast.is_offline else 1
    manifest = produce(spec, rendition.format, cast, ctx.speaker, ctx.store, run, at_once, patience)
    log.info(
        "%s finished: %.1f s of %s, %s", name[:12], manifest.duration, rendition.format, spec.voice
    )


def _succeed(ctx: JobContext, name: str) -> str | None:
    """Has the same article made by the next voice in line, if there is one: its key."""
    state = ctx.states.get(name)
    if state is None or not state.fallbacks:
        return None
    first, *others = state.fallbacks
    spec = SpeechSpec.from_json(first)
    key = key_of(spec)
    queue = queue_name(priority_of(state.queue), engine_of(spec.voice))
    successor = Rendition(key, Rendition.from_name(name).format).name
    created, _ = ctx.states.request(successor, first, queue, others)
    if created:
        ctx.jobs.enqueue(successor, queue)
    return key


def _fail(
    ctx: JobContext, run: Run, name: str, code: str, detail: str, successor: str | None = None
) -> None:
    log.warning("%s failed: %s: %s", name[:12], code, detail)
    ctx.states.failed(name, code, detail, successor)
    instead = {"superseded_by": successor} if successor else {}
    run.end("failed", code=code, detail=detail, **instead)
