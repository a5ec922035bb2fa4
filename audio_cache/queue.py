"""The job queue between the web and the workers: RQ, with one job for each rendition.

The name of the rendition is the id of its job and its only argument. RQ holds the lease of a
running job and queues it again when its worker dies. `JobQueue.sweep` finds jobs that RQ lost.
"""

import time
from collections.abc import Iterable
from contextlib import suppress
from typing import cast

from redis import Redis
from rq import Queue, Retry
from rq.exceptions import DuplicateJobError, InvalidJobOperation, NoSuchJobError
from rq.job import Job, JobStatus
from rq.registry import StartedJobRegistry
from rq.serializers import JSONSerializer

from audio_cache.state import PENDING, States

JOB = "worker.jobs.make_audio"
"""Dotted name of the function that a worker calls with the name of the rendition."""

REQUEUE = Retry(max=1_000_000, enqueue_at_front=True)
"""RQ's retries are unlimited, because the job counts its own attempts."""

_MISSING = "listen:missing"
"""Sorted set: pending names that had no job, by the Unix time when that was first seen."""

_LOST_AFTER = 2.0
"""Seconds that a name must have had no job to count as lost. A job that a worker takes is in no
queue and no registry for a moment."""

_DELAYED = "listen:delayed"
"""Sorted set: pending names that have no job yet, by the Unix time when they get one."""

_SWEEP_LOCK = "listen:sweeping"
_SWEEP_LOCK_MS = 900

_PUSH_ONCE = """
if redis.call('LPOS', KEYS[1], ARGV[1]) then return 0 end
redis.call('RPUSH', KEYS[1], ARGV[1])
return 1
"""


_MOVE = """
if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 1 then redis.call('RPUSH', KEYS[2], ARGV[1]) end
"""


def forget_executions(redis: Redis, job: Job) -> None:
    """Clear the list of a job's executions, when none runs.

    RQ 3.0 keeps a dead worker's execution on it for a minute longer than the execution itself, and
    raises ValueError when it ends or deletes a job whose list has one that is missing.
    """
    redis.delete(job.execution_registry.key)


class JobQueue:
    """Queues jobs by the names of renditions.

    Every method raises redis.RedisError when Redis is unreachable.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._states = States(redis)
        self._move = redis.register_script(_MOVE)
        self._push_once = redis.register_script(_PUSH_ONCE)
        self._queues: dict[str, Queue] = {}

    def enqueue(self, name: str, queue: str) -> None:
        """Queue a job for the name, unless it has one."""
        # With a result or a failure kept, RQ would refuse the next job of the same id.
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

    def enqueue_later(self, name: str, seconds: float) -> None:
        """Queue a job for the name in the queue of its state, after so many seconds.

        A second call delays it further.
        """
        self._redis.zadd(_DELAYED, {name: time.time() + seconds})

    def enqueue_delayed_now(self, name: str, queue: str) -> None:
        """Queue a job at once, if it is delayed."""
        if self._redis.zrem(_DELAYED, name):
            self.enqueue(name, queue)

    def cancel(self, name: str, queue: str) -> None:
        """Remove the job, unless a worker has it."""
        self._redis.zrem(_DELAYED, name)
        self._queue(queue).remove(name)
        # Another process may cancel it at the same time.
        with suppress(NoSuchJobError, InvalidJobOperation):
            job = Job.fetch(name, connection=self._redis, serializer=JSONSerializer)
            if job.get_status(refresh=True) == JobStatus.QUEUED:
                forget_executions(self._redis, job)
                job.delete()

    def move(self, name: str, source: str, target: str) -> None:
        """Move the job from `source` to the end of `target`, if it still waits in `source`."""
        self._move(keys=[self._queue(source).key, self._queue(target).key], args=[name])

    def has_waiting(self, queues: Iterable[str]) -> bool:
        """Return whether a job waits in one of the queues."""
        keys = [self._queue(queue).key for queue in queues]
        return bool(keys) and bool(self._redis.exists(*keys))

    def sweep(self) -> None:
        """Requeue jobs that their worker abandoned, and those that were lost.

        Every worker calls it about once a second. A lock lets one of them do it; without lost
        jobs it costs a few commands.
        """
        if not self._redis.zcard(PENDING):
            # Nothing can be lost. An idle server writes nothing.
            if self._redis.exists(_MISSING, _DELAYED):
                self._redis.delete(_MISSING)
                self._enqueue_due()  # an audio may be delayed just after it was cancelled
            return
        if not self._redis.set(_SWEEP_LOCK, 1, nx=True, px=_SWEEP_LOCK_MS):
            return
        self._enqueue_due()
        queues = Queue.all(connection=self._redis, serializer=JSONSerializer)
        waiting: set[str] = set()
        working: set[str] = set()
        for queue in queues:
            registry = StartedJobRegistry(queue=queue)
            # RQ does this too, but behind a lock that stays for 15 minutes if its holder is killed.
            registry.cleanup()
            waiting.update(queue.get_job_ids())
            working.update(registry.get_job_ids(cleanup=False))
        pending = {name.decode() for name in cast(list[bytes], self._redis.zrange(PENDING, 0, -1))}
        delayed = {name.decode() for name in cast(list[bytes], self._redis.zrange(_DELAYED, 0, -1))}
        self._requeue_lost(pending - waiting - working - delayed)

    def _enqueue_due(self) -> None:
        due = cast(list[bytes], self._redis.zrangebyscore(_DELAYED, "-inf", time.time()))
        for name in map(bytes.decode, due):
            state = self._states.get(name)
            if state is not None:
                self._states.waits_from_now(name)
                self.enqueue(name, state.queue)
            self._redis.zrem(_DELAYED, name)

    def _requeue_lost(self, missing: set[str]) -> None:
        """Requeue names that have had no job for _LOST_AFTER seconds; record the other ones."""
        missing_since = {
            name.decode(): since
            for name, since in cast(
                list[tuple[bytes, float]], self._redis.zrange(_MISSING, 0, -1, withscores=True)
            )
        }
        if found := missing_since.keys() - missing:
            self._redis.zrem(_MISSING, *found)
        for name in missing:
            if name not in missing_since:
                self._redis.zadd(_MISSING, {name: time.time()})
            elif time.time() - missing_since[name] > _LOST_AFTER:
                self._requeue(name)

    def _requeue(self, name: str) -> None:
        state = self._states.get(name)
        if state is None:
            self._redis.zrem(PENDING, name)
        elif Job.exists(name, connection=self._redis):
            self._push_once(keys=[self._queue(state.queue).key], args=[name])
        else:
            self.enqueue(name, state.queue)

    def _queue(self, name: str) -> Queue:
        """Return RQ's queue, the same object each time: a new one queries the version of Redis."""
        if name not in self._queues:
            self._queues[name] = Queue(name, connection=self._redis, serializer=JSONSerializer)
        return self._queues[name]
