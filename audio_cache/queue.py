"""The queue between the web and the workers: RQ, with one job for each name.

A job's id is the audio's name and its only argument. RQ holds the lease of a running job and
queues it again when its worker dies; what RQ can lose is found by the sweep.
"""

import math
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import cast

from redis import Redis
from rq import Queue, Retry
from rq.exceptions import DuplicateJobError
from rq.job import Job
from rq.registry import StartedJobRegistry
from rq.serializers import JSONSerializer

from audio_cache.state import PENDING, States

CLICK = "click"
"""The priority of a reader who waits."""

PRIORITIES = (CLICK, "publish", "backfill")
"""The order in which a worker looks into its queues."""

JOB = "worker.jobs.make_audio"
"""Dotted name of the function that a worker calls with the name."""

REQUEUE = Retry(max=1_000_000, enqueue_at_front=True)
"""As often as it likes: the job itself counts its attempts and knows when to give up."""

_MISSING = "listen:missing"
"""Sorted set: wanted names that were seen in no queue and with no worker, by when that was."""

_MISSING_SECONDS = 2.0
"""A job popped just now is nowhere for a moment: only one missing for longer was lost."""

_LOOK = 15
"""Waiting jobs beyond this many will be looked at when those before them are gone."""

_CLAIM_MS = 5000
"""A worker that gave way takes the job within this time, or another may give way too."""

_SWEEPING = "listen:sweeping"

_PUSH_ONCE = """
if redis.call('LPOS', KEYS[1], ARGV[1]) then return 0 end
redis.call('RPUSH', KEYS[1], ARGV[1])
return 1
"""


def priority_of(queue: str) -> str:
    return queue.partition(":")[0]


def is_more_urgent(queue: str, other: str) -> bool:
    return PRIORITIES.index(priority_of(queue)) < PRIORITIES.index(priority_of(other))


def queue_name(priority: str, engine: str) -> str:
    return f"{priority}:{engine}"


_MOVE = """
if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 1 then redis.call('RPUSH', KEYS[2], ARGV[1]) end
"""

_TO_THE_FRONT = """
if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 1 then redis.call('LPUSH', KEYS[1], ARGV[1]) end
"""


class JobQueue:
    """Every method raises redis.RedisError when Redis is away."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._states = States(redis)
        self._move = redis.register_script(_MOVE)
        self._to_the_front = redis.register_script(_TO_THE_FRONT)
        self._push_once = redis.register_script(_PUSH_ONCE)
        self._queues: dict[str, Queue] = {}

    def enqueue(self, name: str, queue: str) -> None:
        """Queues the job of a name, unless it has one."""
        # RQ would keep what became of the job, and with it refuse the next one.
        with suppress(DuplicateJobError):
            self._queue(queue).enqueue(
                JOB,
                name,
                job_id=name,
                unique=True,
                job_timeout=-1,
                result_ttl=0,
                failure_ttl=0,
                retry=REQUEUE,
            )

    def move(self, name: str, source: str, target: str) -> None:
        """From the one queue to the end of the other, if it still waits there."""
        self._move(keys=[self._queue(source).key, self._queue(target).key], args=[name])

    def claim_preemption(self, queues: Iterable[str], relayed: float = math.inf) -> bool:
        """Whether a job waits in one of the queues for which nobody else has given way yet.

        Only for one that has relayed at most so many seconds; it comes next then.
        """
        for queue in queues:
            key = self._queue(queue).key
            for name in map(bytes.decode, cast(list[bytes], self._redis.lrange(key, 0, _LOOK))):
                state = self._states.get(name)
                if state is None or state.relayed > relayed:
                    continue
                claim = f"listen:claimed:{name}:{state.run}"
                if self._redis.set(claim, 1, nx=True, px=_CLAIM_MS):
                    self._to_the_front(keys=[key], args=[name])
                    return True
        return False

    def sweep(self) -> None:
        """Queues again what its worker abandoned and what was lost; cheap when there is nothing.

        Meant to be called every second or so by everybody: one at a time does it.
        """
        if not self._redis.zcard(PENDING):
            # Nothing can be lost. An idle server writes nothing.
            if self._redis.exists(_MISSING):
                self._redis.delete(_MISSING)
            return
        if not self._redis.set(_SWEEPING, 1, nx=True, px=900):
            return
        queues = Queue.all(connection=self._redis, serializer=JSONSerializer)
        waiting: set[str] = set()
        working: set[str] = set()
        for queue in queues:
            registry = StartedJobRegistry(queue=queue)
            # RQ's own clean-up of this registry waits behind a lock that lives 15 minutes when
            # its holder is killed.
            registry.cleanup()
            waiting.update(queue.get_job_ids())
            working.update(registry.get_job_ids(cleanup=False))
        wanted = {name.decode() for name in cast(list[bytes], self._redis.zrange(PENDING, 0, -1))}
        self._find_lost(wanted - waiting - working)

    def _find_lost(self, missing: set[str]) -> None:
        known = {
            name.decode(): seen
            for name, seen in cast(
                list[tuple[bytes, float]], self._redis.zrange(_MISSING, 0, -1, withscores=True)
            )
        }
        if found := known.keys() - missing:
            self._redis.zrem(_MISSING, *found)
        for name in missing:
            if name not in known:
                self._redis.zadd(_MISSING, {name: time.time()})
            elif time.time() - known[name] > _MISSING_SECONDS:
                self._enqueue_again(name)

    def _enqueue_again(self, name: str) -> None:
        state = self._states.get(name)
        if state is None:
            self._redis.zrem(PENDING, name)
        elif Job.exists(name, connection=self._redis):
            self._push_once(keys=[self._queue(state.queue).key], args=[name])
        else:
            self.enqueue(name, state.queue)

    def _queue(self, name: str) -> Queue:
        """Return RQ's queue. It is kept, because a new one asks Redis for its version first."""
        if name not in self._queues:
            self._queues[name] = Queue(name, connection=self._redis, serializer=JSONSerializer)
        return self._queues[name]
