"""One run of a job: what it tells the world, and when it gives way."""

from collections.abc import Callable
from dataclasses import asdict

from audio_cache.live import LiveWriter
from audio_cache.manifest import Timing
from audio_cache.queue import CLICK, JobQueue, priority_of
from audio_cache.state import States
from worker.errors import Yielded
from worker.watchdog import Watchdog

_HEAD_START = 10.0
"""Seconds that a reader has of an article before others are served."""


class Run:
    """What the pipeline reports to. Every method raises redis.RedisError when Redis is away."""

    def __init__(
        self,
        name: str,
        queue: str,
        live: LiveWriter,
        states: States,
        jobs: JobQueue,
        clicks: list[str],
        watchdog: Watchdog,
        must_stop: Callable[[], bool],
    ) -> None:
        self._name = name
        self._queue = queue
        self._live = live
        self._states = states
        self._jobs = jobs
        self._clicks = clicks
        self._watchdog = watchdog
        self._must_stop = must_stop
        self._total = self._done = self._cached = 0
        self._seconds = 0.0

    def begin(self, total: int) -> None:
        """The text is cut into this many segments."""
        self._total = total
        self._states.progress(self._name, 0, 0, total)

    def checkpoint(self) -> None:
        """Before each segment. Raises Yielded when something else must come first."""
        self._watchdog.progress()
        if self._must_stop() or self._should_give_way():
            raise Yielded

    def segment(self, timing: Timing, cached: bool) -> None:
        """A segment was spoken, now or before."""
        self._done += 1
        self._cached += cached
        self._seconds = timing.end_time
        self._states.progress(self._name, self._done, self._cached, self._total)
        self._live.write_event("segment", index=self._done - 1, total=self._total, **asdict(timing))

    def frames(self, audio: bytes) -> None:
        """The next bytes of the file; called from the encoding thread."""
        self._live.write_audio(audio)

    def end(self, event: str, **fields: object) -> None:
        """The last word: finished, failed or yielded."""
        self._live.write_event(event, **fields)

    @property
    def relayed(self) -> float:
        """Seconds of audio that its readers have."""
        return self._seconds if self.is_heard else 0.0

    @property
    def is_heard(self) -> bool:
        return priority_of(self._queue) == CLICK

    def _should_give_way(self) -> bool:
        """To a reader who waits: for another audio, or for this one.

        One whose article is heard gives way to those who have half as much of theirs, so that
        everybody's audio stays ahead of them; twice as much each time, so that it happens seldom.
        """
        if self.is_heard:
            ahead = self._seconds >= _HEAD_START
            return ahead and self._jobs.claim_preemption(self._clicks, self._seconds / 2)
        state = self._states.get(self._name)
        raised = state is not None and state.queue != self._queue
        return raised or self._jobs.claim_preemption(self._clicks)
