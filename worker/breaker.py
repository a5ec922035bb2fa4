"""Stops asking a service that refuses: one breaker for all workers, in Redis.

closed                every call goes through
closed -> open        the service refused, or failed several times in a row
open                  no call goes through, until its time is over
open -> half-open     then one call tries, and the others wait for what becomes of it
half-open -> closed   it was answered
half-open -> open     it was not: for twice as long
"""

import random
import time
from collections.abc import Callable
from typing import cast

from redis import Redis

from worker.errors import EngineUnavailable

FAILURES = 3
"""So many in a row are one refusal."""

FIRST_SECONDS = 2.0
LONGEST_SECONDS = 900.0
"""How long it is open at first and at last, where the service does not say how long."""

_MOST_ASKED = 86_400.0
"""What a service asks for is not believed beyond this."""

_TRIAL_SECONDS = 60.0
"""A call that tries and is never heard of again, because its worker died, blocks no longer."""

_TRIAL_USUALLY = 1.0
"""What becomes of a trial is mostly known after this time."""

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

_ANSWERED = """
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
redis.call('EXPIRE', KEYS[1], math.ceil(2 * seconds) + 3600)
"""


class Breaker:
    """Every method raises redis.RedisError when Redis is away.

    A call tells what became of it with the number that it was let in with: what was let in before
    the breaker opened says nothing about now.
    """

    def __init__(
        self,
        redis: Redis,
        service: str,
        clock: Callable[[], float] = time.time,
        jitter: Callable[[], float] = lambda: random.uniform(1.0, 1.5),
    ) -> None:
        self._service = service
        self._redis = redis
        self._key = f"listen:breaker:{service}"
        self._clock = clock
        self._jitter = jitter
        self._enter = redis.register_script(_ENTER)
        self._answered = redis.register_script(_ANSWERED)
        self._failed = redis.register_script(_FAILED)

    def enter(self) -> int:
        """The number of this call. Raises EngineUnavailable while it must not be made."""
        arguments = [self._clock(), _TRIAL_SECONDS, _TRIAL_USUALLY]
        epoch, wait = cast(tuple[int, bytes], self._enter(keys=[self._key], args=arguments))
        if seconds := float(wait):
            message = f"{self._service} did not answer; it is asked again in {seconds:.0f} s."
            raise EngineUnavailable(message, seconds)
        return epoch

    def remaining(self) -> float:
        """Seconds until it lets calls through again; 0 when it does."""
        until = cast(bytes | None, self._redis.hget(self._key, "until"))
        return max(float(until) - self._clock(), 0.0) if until else 0.0

    def answered(self, epoch: int) -> None:
        """The service did what it is for."""
        self._answered(keys=[self._key], args=[epoch])

    def failed(self, epoch: int) -> None:
        """It was not there, or could not."""
        self._count(epoch, 1, 0.0)

    def refused(self, epoch: int, seconds: float = 0.0) -> None:
        """It limits its callers, and asks for so many seconds of rest."""
        self._count(epoch, FAILURES, min(seconds, _MOST_ASKED))

    def _count(self, epoch: int, failures: int, asked: float) -> None:
        rest = [FIRST_SECONDS, LONGEST_SECONDS, self._jitter(), asked]
        self._failed(keys=[self._key], args=[epoch, failures, FAILURES, self._clock(), *rest])
