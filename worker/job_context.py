"""Everything that the jobs of a worker process share."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field

from redis import Redis

from audio_cache.counters import Counters
from audio_cache.queue import JobQueue
from audio_cache.state import States
from audio_cache.stores.store import Store
from audio_cache.tracing import NO_TRACER, Tracer
from worker.preemption import Preemption
from worker.session import Session
from worker.synthesize import Synthesizer
from worker.voices import Voices
from worker.watchdog import Watchdog


@dataclass(frozen=True)
class JobContext:
    """Built once per process, with warm engines."""

    store: Store
    states: States
    jobs: JobQueue
    preemption: Preemption
    live: Redis
    """Receives the live streams."""
    voices: Voices
    synthesizer: Synthesizer
    watchdog: Watchdog
    counters: Counters
    click_queues: Sequence[str]
    """Queues whose jobs may preempt a job of this worker."""
    shutdown_requested: Callable[[], bool]
    """Returns whether the process must exit as soon as possible."""
    tracer: Tracer = NO_TRACER
    session: Session = field(default_factory=Session)
    interrupted: list[str] = field(default_factory=list)
    """Names of renditions whose runs ended because Redis failed. These do not count as attempts."""

    disk_freed_for: set[str] = field(default_factory=set)
    """Names of renditions for which the sentence cache was cleared. Once must be enough."""

    def free_disk(self, name: str) -> bool:
        """Clear the sentence cache for a rendition. Returns whether a new run makes sense."""
        if name in self.disk_freed_for:
            return False
        self.disk_freed_for.add(name)
        return self.synthesizer.free_disk()

    def forgive_interrupted(self) -> None:
        """Take interrupted runs off the attempts. Raises redis.RedisError."""
        while self.interrupted:
            self.states.forgive_attempt(self.interrupted[-1])
            self.interrupted.pop()


current_context: ContextVar[JobContext] = ContextVar("current_context")
"""RQ calls a job by its dotted name, so a job has no other access to the process's objects."""
