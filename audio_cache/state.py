"""The state of an audio while it is wanted, in Redis: a hash for each, and a set of all.

    absent -> queued -> started -> finished | failed
    failed -> queued when it is asked for again

A retry stays started, with attempt one higher. `listen:wanted` holds every accepted key until
its end, so that one that RQ lost can be found. What has finished is told by its manifest: its
hash goes soon, that of a failure stays for a week.
"""

import time
from dataclasses import dataclass
from typing import cast

from redis import Redis

WANTED = "listen:wanted"
"""Sorted set: keys that were accepted and have not ended, by the time of acceptance."""

FINISHED_TTL = 600
FAILED_TTL = 7 * 24 * 3600

QUEUED, STARTED, FINISHED, FAILED = "queued", "started", "finished", "failed"

# One of many equal requests becomes the job; the others find it queued or started.
_REQUEST = """
local state = redis.call('HGET', KEYS[1], 'state')
if state == 'queued' or state == 'started' then return 0 end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'state', 'queued', 'attempt', 0, 'done', 0,
           'spec', ARGV[2], 'queue', ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
return 1
"""

# A late word must not bring back half of a hash that has gone.
_UPDATE = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
return redis.call('HINCRBY', KEYS[1], 'attempt', ARGV[1])
"""


@dataclass(frozen=True)
class AudioState:
    state: str
    spec: str
    """The SpeechSpec's JSON."""
    queue: str
    attempt: int = 0
    done: int = 0
    total: int | None = None
    error_code: str | None = None
    error_detail: str = ""


def _hash(key: str) -> str:
    return f"listen:audio:{key}"


class States:
    """Reads and writes the states. Every method raises redis.RedisError when Redis is away."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._request = redis.register_script(_REQUEST)
        self._update = redis.register_script(_UPDATE)

    def get(self, key: str) -> AudioState | None:
        raw = cast(dict[bytes, bytes], self._redis.hgetall(_hash(key)))
        if not raw:
            return None
        found = {name.decode(): value.decode() for name, value in raw.items()}
        return AudioState(
            state=found["state"],
            spec=found["spec"],
            queue=found["queue"],
            attempt=int(found["attempt"]),
            done=int(found["done"]),
            total=int(found["total"]) if "total" in found else None,
            error_code=found.get("error_code"),
            error_detail=found.get("error_detail", ""),
        )

    def request(self, key: str, spec: str, queue: str) -> bool:
        """Takes note that the audio is wanted: True if nobody else had it queued or started."""
        args: list[str | float] = [key, spec, queue, time.time()]
        return bool(self._request(keys=[_hash(key), WANTED], args=args))

    def started(self, key: str) -> int:
        """Returns the number of this attempt, from 1."""
        return self._set(key, attempts=1, state=STARTED)

    def progress(self, key: str, done: int, total: int) -> None:
        """Segments."""
        self._set(key, done=done, total=total)

    def yielded(self, key: str) -> None:
        """Back in its queue by its own will: not an attempt that failed."""
        self._set(key, attempts=-1, state=QUEUED, done=0)

    def finished(self, key: str) -> None:
        self._end(key, FINISHED_TTL, state=FINISHED)

    def failed(self, key: str, code: str, detail: str) -> None:
        self._end(key, FAILED_TTL, state=FAILED, error_code=code, error_detail=detail)

    def _end(self, key: str, ttl: int, **values: str) -> None:
        self._set(key, 0, **values)
        with self._redis.pipeline() as pipe:
            pipe.expire(_hash(key), ttl)
            pipe.zrem(WANTED, key)
            pipe.execute()

    def _set(self, key: str, attempts: int = 0, **values: str | int) -> int:
        flat = [part for pair in values.items() for part in pair]
        return int(self._update(keys=[_hash(key)], args=[attempts, *flat]))
