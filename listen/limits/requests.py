"""Requests in a moving minute, counted in Redis for all web processes."""

import logging
import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis import Redis, RedisError

from listen.errors import RateLimited

log = logging.getLogger(__name__)

_PREFIX = "listen:requests"


class RequestLimit:
    """Counts the requests of clients. While Redis is away, each process counts for itself."""

    def __init__(self, redis: Redis) -> None:
        storage = RedisStorage(
            "redis://", connection_pool=redis.connection_pool, key_prefix=_PREFIX
        )
        self._shared = MovingWindowRateLimiter(storage)
        self._own = MovingWindowRateLimiter(MemoryStorage())

    def take(self, client: str, per_minute: int) -> None:
        """Count a request of a client. Raises RateLimited."""
        item = RateLimitItemPerMinute(per_minute)
        try:
            wait = _take(self._shared, item, client)
        except RedisError as error:
            # What needs Redis fails later. Audio that is finished needs none.
            log.info("requests are counted by this process alone: %s", error)
            wait = _take(self._own, item, client)
        if wait:
            raise RateLimited(
                f"This client has requested too much: {per_minute} requests a minute are allowed.",
                wait,
                limit="requests",
            )


def _take(limiter: MovingWindowRateLimiter, item: RateLimitItemPerMinute, client: str) -> int:
    """Return 0, or the seconds until the oldest request of the window is a minute old."""
    if limiter.hit(item, client):
        return 0
    window = limiter.get_window_stats(item, client)
    return max(1, math.ceil(window.reset_time - time.time()))
