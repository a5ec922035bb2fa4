"""Refuses new audio while too much waits, and tells when it will be accepted."""

import math
import time
from collections.abc import Callable

from redis import Redis

from audio_cache.priorities import PRIORITIES, priority_of
from audio_cache.queue_figures import read_queues
from listen.errors import QueueFull

_MAX_AGE = 0.5
"""Seconds that a look into the queues is valid. More may be accepted in them than the limit."""

_FREE = 0.05
"""Share of the limit that must be free again before a client that waits is accepted."""

_MAX_RETRY = 3600
"""Seconds."""


class QueueDepth:
    """Knows how many jobs wait.

    A job of a priority waits for all jobs of its own and of higher priorities. A flood of articles
    that nobody waits for therefore delays no reader, and refuses none.
    """

    def __init__(self, redis: Redis, limit: int) -> None:
        """`limit` is in jobs; 0: none."""
        self._redis = redis
        self._limit = limit
        self._waits: dict[str, tuple[float, int]] = {}

    def check(self, priority: str, is_pending: Callable[[], bool] = lambda: False) -> None:
        """Raise QueueFull if a job of the priority must be refused, and redis.RedisError.

        A job that `is_pending` already is not refused.
        """
        if not self._limit:
            return
        seen_at, wait = self._waits.get(priority, (-_MAX_AGE, 0))
        now = time.monotonic()
        if now - seen_at >= _MAX_AGE:
            wait = self._wait(priority)
            self._waits[priority] = (now, wait)
        if wait and not is_pending():
            raise QueueFull(
                f"{self._limit} audio files wait to be made, the most that are allowed. "
                "Finished audio plays.",
                wait,
            )

    def _wait(self, priority: str) -> int:
        """Return 0, or the seconds until jobs of the priority will be accepted again.

        The jobs that wait now have come since the oldest of them did, so that as many were begun in
        its time: the rate of the workers is their number by its age.
        """
        at_least = PRIORITIES[: PRIORITIES.index(priority) + 1]
        queues = read_queues(self._redis)
        count = sum(jobs for name, jobs in queues.jobs.items() if priority_of(name) in at_least)
        if count < self._limit:
            return 0
        age = max(queues.ages[each] for each in at_least)
        too_many = count - self._limit * (1 - _FREE)
        return min(_MAX_RETRY, max(1, math.ceil(too_many * age / count)))
