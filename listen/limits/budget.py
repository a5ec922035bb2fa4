"""A budget of so much in so many seconds, in Redis. It begins with its first use."""

from typing import cast

from redis import Redis

# Returns 0, or the seconds until the budget begins anew.
_TAKE = """
local used = tonumber(redis.call('GET', KEYS[1]) or 0)
local rest = redis.call('TTL', KEYS[1])
if used + ARGV[1] > tonumber(ARGV[2]) then
    if rest > 0 then return rest end
    return tonumber(ARGV[3])
end
redis.call('INCRBY', KEYS[1], ARGV[1])
if rest < 0 then redis.call('EXPIRE', KEYS[1], ARGV[3]) end
return 0
"""

_GIVE_BACK = "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('DECRBY', KEYS[1], ARGV[1]) end"

HOUR, DAY = 3600, 24 * 3600
"""Seconds."""


class Budget:
    """Takes from budgets, by names.

    Every method raises redis.RedisError when Redis is unreachable: what cannot be counted must be
    refused.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._take = redis.register_script(_TAKE)
        self._give_back = redis.register_script(_GIVE_BACK)

    def take(self, name: str, amount: int, limit: int, seconds: int) -> int:
        """Take an amount, unless it is more than what is left of `limit`.

        Returns 0, or the seconds until the budget begins anew.
        """
        wait: int = self._take(keys=[_key(name)], args=[amount, limit, seconds])
        return wait

    def give_back(self, name: str, amount: int = 1) -> None:
        """Undo `take`, unless the budget has begun anew."""
        self._give_back(keys=[_key(name)], args=[amount])

    def used(self, name: str) -> int:
        """Return how much was taken since the budget began."""
        return int(cast(bytes | None, self._redis.get(_key(name))) or 0)

    def rest(self, name: str) -> int:
        """Return the seconds until the budget begins anew; negative before its first use."""
        return self._redis.ttl(_key(name))


def _key(name: str) -> str:
    return f"listen:budget:{name}"
