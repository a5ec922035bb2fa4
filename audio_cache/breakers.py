"""The states of the circuit breakers that workers share in Redis: see `worker/breaker.py`."""

import time
from typing import cast

from redis import Redis

BREAKERS = "listen:breakers"
"""Set: services whose breaker has been open."""

CLOSED, OPEN, HALF_OPEN = "closed", "open", "half_open"
STATES = (CLOSED, OPEN, HALF_OPEN)


def breaker_key(service: str) -> str:
    """Return the key of the hash of a breaker. Its field `until` has the end of the open time."""
    return f"listen:breaker:{service}"


def read_breakers(redis: Redis) -> dict[str, str]:
    """Return the state of each breaker that has been open. Raises redis.RedisError."""
    services = sorted(name.decode() for name in cast(set[bytes], redis.smembers(BREAKERS)))
    with redis.pipeline(transaction=False) as pipe:
        for service in services:
            pipe.hget(breaker_key(service), "until")
        return dict(zip(services, map(_state, pipe.execute()), strict=True))


def _state(until: bytes | None) -> str:
    if until is None:
        return CLOSED
    return OPEN if float(until) > time.time() else HALF_OPEN
