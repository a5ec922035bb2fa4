"""The length of the queues and the age of their oldest jobs.

A look costs a few commands, however many jobs wait.
"""

import time
from dataclasses import dataclass
from typing import cast

from redis import Redis
from rq import Queue

from audio_cache.priorities import PRIORITIES, priority_of
from audio_cache.state import HASH, PENDING

_DEPTH = 15
"""Last index of a queue that is looked at. Preempted jobs are put before older ones: as many as
there are workers, at most."""


@dataclass(frozen=True)
class QueueFigures:
    """The queues at one moment."""

    jobs: dict[str, int]
    """Queue, PRIORITY:ENGINE, to the number of jobs that wait in it."""
    ages: dict[str, float]
    """Priority to the seconds that its oldest job has waited; 0 without one."""
    pending: int
    """Number of renditions that were accepted and have not ended."""


def read_queues(redis: Redis) -> QueueFigures:
    """Look at all queues of audio. Raises redis.RedisError."""
    known = cast(set[bytes], redis.smembers(Queue.redis_queues_keys))
    keys = sorted(key.decode() for key in known)
    keys = [key for key in keys if priority_of(_name(key)) in PRIORITIES]
    with redis.pipeline(transaction=False) as pipe:
        pipe.zcard(PENDING)
        for key in keys:
            pipe.llen(key)
            pipe.lrange(key, 0, _DEPTH)
        pending, *found = pipe.execute()
    heads = dict(zip(keys, found[1::2], strict=True))
    return QueueFigures(
        jobs={_name(key): length for key, length in zip(keys, found[::2], strict=True)},
        ages=_ages(redis, heads),
        pending=pending,
    )


def length_of(redis: Redis, queue: str) -> int:
    """Return the number of jobs that wait in a queue. Raises redis.RedisError."""
    return redis.llen(queue_key(queue))


def queue_key(queue: str) -> str:
    """Return the key of RQ's list of the jobs that wait in a queue."""
    return f"{Queue.redis_queue_namespace_prefix}{queue}"


def _ages(redis: Redis, heads: dict[str, list[bytes]]) -> dict[str, float]:
    """Return the age of the oldest job by priority. `heads` has the first jobs of each queue."""
    with redis.pipeline(transaction=False) as pipe:
        for names in heads.values():
            for name in names:
                pipe.hget(HASH + name.decode(), "since")
        times = iter(pipe.execute())
    ages = dict.fromkeys(PRIORITIES, 0.0)
    for key, names in heads.items():
        priority = priority_of(_name(key))
        for since in [next(times) for _ in names]:
            if since is not None:
                ages[priority] = max(ages[priority], time.time() - float(since))
    return ages


def _name(key: str) -> str:
    return key.removeprefix(Queue.redis_queue_namespace_prefix)
