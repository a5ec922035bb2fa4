"""A circuit breaker for a speech service, shared by all workers through Redis.

closed                every call is allowed
closed -> open        the service limited its callers, or failed FAILURE_THRESHOLD times in a row
open                  no call is allowed until the open time is over
open -> half-open     then one trial call is allowed; the others wait for its result
half-open -> closed   the trial succeeded
half-open -> open     the trial failed: the open time doubles
"""

import random
import time
from collections.abc import Callable
from typing import cast

from redis import Redis

from audio_cache.breakers import BREAKERS, breaker_key
from worker.errors import EngineUnavailable

FAILURE_THRESHOLD = 3
"""Failures in a row that open the breaker."""

MIN_OPEN_SECONDS = 2.0
MAX_OPEN_SECONDS = 900.0
"""Open time at first and at most, unless the service names one itself."""

_MAX_RETRY_AFTER = 86_400.0
"""Seconds. A longer Retry-After of the service is capped."""

_TRIAL_TIMEOUT = 60.0
"""Seconds after which a trial without a result, whose worker died, blocks no longer."""

_TRIAL_WAIT = 1.0
"""Seconds after which the result of a trial is usually known."""

_ENTER = """
local state = redis.call('HMGET', KEYS[1], 'epoch', 'until', 'trial')
local epoch = tonumber(state[1] or 0)
if not state[2] then return {epoch, '0'} end
local now = tonumber(ARGV[1])
local wait = tonumber(state[2]) - now
if wait <= 0 and tonumber(state[3] or 0) > now then wait = tonumber(ARGV[3]) end
if wait > 0 then return {epoch, tostring(wait)} end
redis.call('HSET', KEYS[1], 'trial', now + tonumber(ARGV[2]))
return {epoch, '0'}
"""

_SUCCEEDED = """
if tonumber(redis.call('HGET', KEYS[1], 'epoch') or 0) == tonumber(ARGV[1]) then
    redis.call('HDEL', KEYS[1], 'until', 'trial', 'failures', 'openings')
end
"""

_FAILED = """
if tonumber(redis.call('HGET', KEYS[1], 'epoch') or 0) ~= tonumber(ARGV[1]) then return end
local failures = redis.call('HINCRBY', KEYS[1], 'failures', ARGV[2])
local closed = redis.call('HEXISTS', KEYS[1], 'until') == 0
if closed and failures < tonumber(ARGV[3]) then return end
local openings = redis.call('HINCRBY', KEYS[1], 'openings', 1)
local seconds = math.min(ARGV[5] * 2 ^ (openings - 1), ARGV[6]) * ARGV[7]
seconds = math.max(seconds, tonumber(ARGV[8]))
redis.call('HSET', KEYS[1], 'until', ARGV[4] + seconds, 'failures', 0, 'trial', 0)
redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('SADD', KEYS[2], ARGV[9])
redis.call('EXPIRE', KEYS[1], math.ceil(2 * seconds) + 3600)
"""


class Breaker:
    """The breaker of one service. Every method raises redis.RedisError when Redis is unreachable.

    A call reports its result with the epoch that `enter` returned. Results of calls that entered
    before the breaker opened are ignored: they say nothing about the present.
    """

    def __init__(
        self,
        redis: Redis,
        service: str,
        clock: Callable[[], float] = time.time,
        jitter: Callable[[], float] = lambda: random.uniform(1.0, 1.5),
    ) -> None:
        """`jitter` returns the factor of each open time."""
        self._service = service
        self._redis = redis
        self._key = breaker_key(service)
        self._clock = clock
        self._jitter = jitter
        self._enter = redis.register_script(_ENTER)
        self._succeeded = redis.register_script(_SUCCEEDED)
        self._failed = redis.register_script(_FAILED)

    def enter(self) -> int:
        """Return the epoch of a new call. Raises EngineUnavailable while the breaker is open."""
        arguments = [self._clock(), _TRIAL_TIMEOUT, _TRIAL_WAIT]
        epoch, wait = cast(tuple[int, bytes], self._enter(keys=[self._key], args=arguments))
        if seconds := float(wait):
            message = f"{self._service} did not answer; next attempt in {seconds:.0f} s."
            raise EngineUnavailable(message, seconds)
        return epoch

    def remaining(self) -> float:
        """Return the seconds until calls are allowed again; 0 if they are."""
        until = cast(bytes | None, self._redis.hget(self._key, "until"))
        return max(float(until) - self._clock(), 0.0) if until else 0.0

    def succeeded(self, epoch: int) -> None:
        """Record that the service answered a call, even if it refused that one request."""
        self._succeeded(keys=[self._key], args=[epoch])

    def failed(self, epoch: int) -> None:
        """Record that the service was unreachable or failed."""
        self._record(epoch, 1, 0.0)

    def rate_limited(self, epoch: int, retry_after: float = 0.0) -> None:
        """Record that the service limits its callers, and the seconds it asks them to wait."""
        self._record(epoch, FAILURE_THRESHOLD, min(retry_after, _MAX_RETRY_AFTER))

    def _record(self, epoch: int, failures: int, retry_after: float) -> None:
        limits = [MIN_OPEN_SECONDS, MAX_OPEN_SECONDS, self._jitter(), retry_after]
        counts = [epoch, failures, FAILURE_THRESHOLD, self._clock()]
        arguments: list[float | str] = [*counts, *limits, self._service]
        self._failed(keys=[self._key, BREAKERS], args=arguments)
