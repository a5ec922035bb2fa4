"""Requests for jobs: a rendition is queued, made more urgent, or cancelled."""

from collections.abc import Callable, Iterable

from audio_cache.facts import SpecFacts
from audio_cache.priorities import CLICK, is_more_urgent, priority_of, queue_name
from audio_cache.queue import JobQueue
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.state import QUEUED, STARTED, AudioState, States
from audio_cache.tracing import Tracer, traced
from audio_cache.voice import engine_of
from listen.library.audio import EVICTED, Audio, in_progress
from listen.limits.queue_depth import QueueDepth
from listen.metrics import figures
from listen.voices.catalog import Catalog


class JobRequests:
    """Keeps the states and the queues in step. Methods raise redis.RedisError."""

    def __init__(
        self,
        states: States,
        jobs: JobQueue,
        catalog: Catalog,
        depth: QueueDepth | None,
        count: Callable[[str], object],
        tracer: Tracer,
    ) -> None:
        self._states = states
        self._jobs = jobs
        self._catalog = catalog
        self._depth = depth
        self._count = count
        self._tracer = tracer

    def request(
        self,
        rendition: Rendition,
        spec: SpeechSpec,
        spec_json: str,
        facts: SpecFacts,
        priority: str,
        if_state: Iterable[str],
        delay: float = 0.0,
    ) -> Audio:
        """Queue the rendition if it is in one of these states, or raise its priority.

        The job of a new one is queued after `delay` seconds. Raises QueueFull.

        If the process dies between two steps, no request is lost: the workers' sweep queues
        pending renditions that have no job.
        """
        name = rendition.name
        if self._depth:
            self._depth.check(priority, lambda: self._is_pending(name))
        queue = queue_name(priority, engine_of(spec.voice))
        fallbacks = [fallback.to_json() for fallback in self._catalog.fallbacks(spec)]
        attributes = {"listen.audio": name, "listen.queue": queue}
        with traced(self._tracer, "enqueue", attributes) as span:
            created, state = self._states.request(
                name, spec_json, queue, fallbacks, facts, spec.options, if_state
            )
            span.set({"listen.is_new": created})
            if state is None:
                return Audio(rendition, spec.options, EVICTED, facts, spec)
            self._count(figures.NONE if created else figures.LIVE)
            if created and delay:
                self._jobs.enqueue_later(name, delay)
            elif created:
                self._jobs.enqueue(name, queue)
            else:
                self.raise_priority(name, state, queue)
        return in_progress(rendition, spec.options, facts, state)

    def raise_priority(self, name: str, state: AudioState, queue: str) -> None:
        """Move a job to a queue that is more urgent. If it is running, it is preempted first.

        A delayed job is queued at once.
        """
        if is_more_urgent(queue, state.queue):
            self._states.raise_priority(name, queue)
            self._jobs.move(name, state.queue, queue)
            self._jobs.enqueue_delayed_now(name, queue)

    def cancel(self, rendition: Rendition) -> None:
        """Cancel a job, unless a reader waits for it."""
        name = rendition.name
        state = self._states.get(name)
        if state and state.state in (QUEUED, STARTED) and priority_of(state.queue) != CLICK:
            self._states.cancel(name)
            self._jobs.cancel(name, state.queue)

    def _is_pending(self, name: str) -> bool:
        state = self._states.get(name)
        return state is not None and state.state in (QUEUED, STARTED)
