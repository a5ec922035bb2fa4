"""The state of an audio while it is wanted, in Redis: a hash for each name, and a set of all.

    absent -> queued -> started -> finished | failed
    failed -> queued when it is asked for again

A retry stays started, with attempt one higher. `listen:wanted` holds every accepted one until
its end, so that one that RQ lost can be found. What has finished is told by its manifest: its
hash goes soon, that of a failure stays for a week.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from redis import Redis

WANTED = "listen:wanted"
"""Sorted set: names that were accepted and have not ended, by the time of acceptance."""

FINISHED_TTL = 600
FAILED_TTL = 7 * 24 * 3600

QUEUED, STARTED, FINISHED, FAILED = "queued", "started", "finished", "failed"
ABSENT = "absent"

# One of many equal requests becomes the job; the others find it queued or started, or that it has
# ended since they looked.
_REQUEST = """
local state = redis.call('HGET', KEYS[1], 'state')
if state == 'queued' or state == 'started' then return 0 end
if state and ARGV[6] ~= '' and state ~= ARGV[6] then return 0 end
local run = redis.call('HGET', KEYS[1], 'run') or 0
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'state', 'queued', 'attempt', 0, 'run', run, 'done', 0, 'cached', 0,
           'spec', ARGV[2], 'queue', ARGV[3], 'successors', ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[5], ARGV[1])
return 1
"""

# A late word must not bring back half of a hash that has gone.
_UPDATE = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV))
return 1
"""

_START = """
if redis.call('EXISTS', KEYS[1]) == 0 then return {0, 0} end
redis.call('HSET', KEYS[1], 'state', 'started', 'done', 0, 'cached', 0)
return {redis.call('HINCRBY', KEYS[1], 'attempt', 1), redis.call('HINCRBY', KEYS[1], 'run', 1)}
"""


@dataclass(frozen=True)
class AudioState:
    state: str
    spec: str
    """The SpeechSpec's JSON."""
    queue: str
    """Where its job is or was, and with it its priority: it may be raised while the job runs."""
    attempt: int = 0
    """Of the runs, those that were not given up by the worker's own will."""
    run: int = 0
    """Each run of the job has a live stream of its own."""
    done: int = 0
    cached: int = 0
    """Segments, of those done, that had been spoken before."""
    total: int | None = None
    relayed: float = 0.0
    """Seconds of live audio that its readers had when it last gave way; 0 before."""
    successors: tuple[str, ...] = ()
    """JSON of the specs that are made instead when its voice fails: the first, and so on."""
    error_code: str | None = None
    error_detail: str = ""
    superseded_by: str | None = None
    """The key of what is made instead."""


def _hash(name: str) -> str:
    return f"listen:audio:{name}"


class States:
    """Reads and writes the states. Every method raises redis.RedisError when Redis is away."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._request = redis.register_script(_REQUEST)
        self._update = redis.register_script(_UPDATE)
        self._start = redis.register_script(_START)

    def get(self, name: str) -> AudioState | None:
        raw = cast(dict[bytes, bytes], self._redis.hgetall(_hash(name)))
        if not raw:
            return None
        found = {name.decode(): value.decode() for name, value in raw.items()}
        return AudioState(
            state=found["state"],
            spec=found["spec"],
            queue=found["queue"],
            attempt=int(found["attempt"]),
            run=int(found["run"]),
            done=int(found["done"]),
            cached=int(found["cached"]),
            total=int(found["total"]) if "total" in found else None,
            relayed=float(found.get("relayed", 0)),
            successors=tuple(json.loads(found.get("successors", "[]"))),
            error_code=found.get("error_code"),
            error_detail=found.get("error_detail", ""),
            superseded_by=found.get("superseded_by"),
        )

    def request(
        self, name: str, spec: str, queue: str, successors: Sequence[str] = (), seen: str = ""
    ) -> bool:
        """Takes note that the audio is wanted: True if nobody else had it queued or started.

        `seen` is its state when the caller found that it had to be made: if it has ended since,
        nothing is taken note of.
        """
        args: list[str | float] = [name, spec, queue, json.dumps(successors), time.time(), seen]
        return bool(self._request(keys=[_hash(name), WANTED], args=args))

    def raise_to(self, name: str, queue: str) -> None:
        """Its priority is that of this queue now."""
        self._set(name, queue=queue)

    def started(self, name: str) -> tuple[int, int]:
        """Returns the numbers of this attempt and of this run, from 1; 0 if nobody wants it."""
        attempt, run = self._start(keys=[_hash(name)])
        return int(attempt), int(run)

    def progress(self, name: str, done: int, cached: int, total: int) -> None:
        """Segments."""
        self._set(name, done=done, cached=cached, total=total)

    def yielded(self, name: str, relayed: float) -> None:
        """Back in its queue by its own will: not an attempt that failed.

        `relayed` is in seconds of live audio.
        """
        self._set(name, state=QUEUED, relayed=relayed)
        self._redis.hincrby(_hash(name), "attempt", -1)

    def finished(self, name: str) -> None:
        self._end(name, FINISHED_TTL, state=FINISHED)

    def failed(self, name: str, code: str, detail: str, superseded_by: str | None = None) -> None:
        """`superseded_by` is the key of what is made instead."""
        instead = {"superseded_by": superseded_by} if superseded_by else {}
        self._end(name, FAILED_TTL, state=FAILED, error_code=code, error_detail=detail, **instead)

    def _end(self, name: str, ttl: int, **values: str) -> None:
        self._set(name, **values)
        with self._redis.pipeline() as pipe:
            pipe.expire(_hash(name), ttl)
            pipe.zrem(WANTED, name)
            pipe.execute()

    def _set(self, name: str, **values: str | float) -> None:
        self._update(keys=[_hash(name)], args=[part for pair in values.items() for part in pair])
