"""A token bucket: a rate limit that all workers share through Redis.

Its state is one number, the time at which it will be full again (generic cell rate algorithm).
"""

import time
from collections.abc import Callable
from typing import cast

from redis import Redis

_TAKE = """
local now, interval, size = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + interval
redis.call('SET', KEYS[1], full, 'EX', math.ceil(full - now) + 1)
return tostring(math.max(full - size * interval - now, 0))
"""


class Bucket:
    """A named bucket. Every method raises redis.RedisError when Redis is unreachable."""

    def __init__(
        self,
        redis: Redis,
        name: str,
        per_second: float,
        size: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`size` is the burst in tokens; `per_second` is the refill rate."""
        self._key = f"listen:bucket:{name}"
        self._interval = 1 / per_second
        self._size = size
        self._clock = clock
        self._take = redis.register_script(_TAKE)

    def take(self) -> float:
        """Reserve the next token. Returns the seconds to wait until it is available."""
        arguments = [self._clock(), self._interval, self._size]
        return float(cast(bytes, self._take(keys=[self._key], args=arguments)))
