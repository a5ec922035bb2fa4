"""One run of a job: its progress reports, and its preemption by more urgent jobs."""

from dataclasses import asdict

from audio_cache.live import LiveWriter
from audio_cache.priorities import CLICK, priority_of
from audio_cache.timing import Timing
from audio_cache.tracing import NO_SPAN, Span
from worker.errors import Cancelled, Preempted
from worker.job_context import JobContext

_MIN_RELAYED = 10.0
"""Seconds of audio that a click job has relayed before another click job may preempt it."""


class JobRun:
    """Reports a production to the job's state in Redis and to its live stream.

    Every method raises redis.RedisError when Redis is unreachable.
    """

    def __init__(
        self, ctx: JobContext, name: str, queue: str, run: int, span: Span = NO_SPAN
    ) -> None:
        """`run` is the run's number, from 1; each has a live stream of its own."""
        self._ctx = ctx
        self._name = name
        self._queue = queue
        self.span = span
        """The span of the job."""
        self.is_live = priority_of(queue) == CLICK
        """True: a reader may be listening. Only then is the audio relayed."""
        self._live = LiveWriter(ctx.live, name, run, relays_audio=self.is_live)
        self._total = self._done = self._cached = 0
        self._seconds = 0.0

    @property
    def relayed(self) -> float:
        """Seconds of audio relayed so far; 0 if the audio is not relayed."""
        return self._seconds if self.is_live else 0.0

    def begin(self, total: int) -> None:
        """Report the number of segments."""
        self._total = total
        self._ctx.states.progress(self._name, 0, 0, total)

    def checkpoint(self) -> None:
        """Reset the watchdog. Raises Preempted or Cancelled when the job must stop now."""
        self._ctx.watchdog.reset()
        if self._ctx.shutdown_requested() or self._should_be_preempted():
            raise Preempted

    def segment(self, timing: Timing, cached: bool) -> None:
        """Report a segment that was placed, whether synthesized now or cached."""
        self._done += 1
        self._cached += cached
        self._seconds = timing.end_time
        self._ctx.states.progress(self._name, self._done, self._cached, self._total)
        self._live.write_event("segment", index=self._done - 1, total=self._total, **asdict(timing))

    def audio(self, chunk: bytes) -> None:
        """Relay the next bytes of the file. Called from the encoding thread."""
        self._live.write_audio(chunk)

    def end(self, event: str, **fields: object) -> None:
        """Write the last event of the stream: finished, failed or preempted."""
        self._live.write_event(event, **fields)

    def _should_be_preempted(self) -> bool:
        """Return whether to stop for a reader who waits for another audio, or for this one.

        A bulk job is preempted by any click job, and when it becomes a click job itself. A click
        job is preempted by click jobs that have relayed at most half as much audio. Its threshold
        doubles with each preemption, so preemption stays rare and every listener's buffer stays
        ahead of playback.
        """
        ctx = self._ctx
        if self.is_live:
            if self._seconds < _MIN_RELAYED:
                return False
            return ctx.preemption.claim(ctx.click_queues, self._seconds / 2)
        state = ctx.states.get(self._name)
        if state is None:
            raise Cancelled
        is_requeued = state.queue != self._queue
        return is_requeued or ctx.preemption.claim(ctx.click_queues)
