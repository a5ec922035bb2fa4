"""Everything that the jobs of a worker process share."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from redis import Redis

from audio_cache.queue import JobQueue
from audio_cache.state import States
from audio_cache.stores.store import Store
from worker.synthesize import Synthesizer
from worker.voices import Voices
from worker.watchdog import Watchdog


@dataclass(frozen=True)
class JobContext:
    """Built once per process, with warm engines."""

    store: Store
    states: States
    jobs: JobQueue
    live: Redis
    """Receives the live streams."""
    voices: Voices
    synthesizer: Synthesizer
    watchdog: Watchdog
    click_queues: Sequence[str]
    """Queues whose jobs may preempt a job of this worker."""
    shutdown_requested: Callable[[], bool]
    """Whether the process must exit as soon as possible."""


current_context: ContextVar[JobContext] = ContextVar("current_context")
"""RQ calls a job by its dotted name, so a job has no other access to the process's objects."""
