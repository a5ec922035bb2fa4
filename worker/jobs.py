"""The job that RQ calls: a key in, its audio in the store, its state in Redis."""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from redis import RedisError
from rq import Retry

from audio_cache.spec import SpeechSpec
from audio_cache.state import AudioState, States
from audio_cache.store import StorageFull, Store, StoreError
from worker.errors import WorkerError, Yielded
from worker.pipeline import produce
from worker.voices import Voices
from worker.watchdog import Watchdog

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
"""A job whose worker died this often takes workers down with it."""

_BACK_TO_ITS_QUEUE = Retry(max=1_000_000, enqueue_at_front=True)


@dataclass(frozen=True)
class JobContext:
    """What every job of this process needs, built once and warm."""

    store: Store
    states: States
    voices: Voices
    watchdog: Watchdog
    must_stop: Callable[[], bool]
    """Whether the process was told to end."""


context: ContextVar[JobContext] = ContextVar("context")
"""RQ finds the job by its dotted name, so this is its only way to what the process has."""


def make_audio(key: str) -> Retry | None:
    """Never raises for what is wrong with the article, only when Redis is away."""
    return _make(context.get(), key)


def _make(ctx: JobContext, key: str) -> Retry | None:
    state = ctx.states.get(key)
    if state is None:
        return None
    attempt = ctx.states.started(key)
    if attempt > MAX_ATTEMPTS:
        ctx.states.failed(
            key, "engine_failed", f"The worker died {MAX_ATTEMPTS} times while speaking this."
        )
        return None
    try:
        _produce(ctx, key, state)
    except Yielded:
        ctx.states.yielded(key)
        log.info("%s goes back to its queue", key[:12])
        return _BACK_TO_ITS_QUEUE
    except RedisError:
        raise
    except WorkerError as error:
        _fail(ctx, key, error.code, str(error))
    except StorageFull as error:
        _fail(ctx, key, "storage_full", str(error))
    except StoreError as error:
        _fail(ctx, key, "unavailable", str(error))
    except Exception:
        log.exception("%s failed in a way that nobody foresaw", key[:12])
        _fail(ctx, key, "engine_failed", "The audio could not be made.")
    else:
        ctx.states.finished(key)
    finally:
        ctx.watchdog.rest()
    return None


def _produce(ctx: JobContext, key: str, state: AudioState) -> None:
    if ctx.store.find(key):
        return
    spec = SpeechSpec.from_json(state.spec)
    voice, engine = ctx.voices.cast(spec)

    def checkpoint(done: int, total: int) -> None:
        ctx.watchdog.progress()
        if ctx.must_stop():
            raise Yielded
        ctx.states.progress(key, done, total)

    ctx.watchdog.progress()
    manifest = produce(spec, voice, engine, ctx.store, checkpoint)
    log.info("%s finished: %.1f s of audio, %s", key[:12], manifest.duration, voice.id)


def _fail(ctx: JobContext, key: str, code: str, detail: str) -> None:
    log.warning("%s failed: %s: %s", key[:12], code, detail)
    ctx.states.failed(key, code, detail)
