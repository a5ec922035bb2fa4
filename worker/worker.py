"""The RQ worker: one warm process that runs its jobs itself, with a short lease on each."""

import logging
import os
import socket
import time
from types import FrameType
from uuid import uuid4

from redis import Redis, RedisError
from redis.client import Pipeline
from rq import Retry, SimpleWorker, worker_registration
from rq.exceptions import StopRequested
from rq.executions import Execution
from rq.job import Job
from rq.queue import Queue
from rq.registry import StartedJobRegistry
from rq.serializers import JSONSerializer

from audio_cache.known_job import known_job
from audio_cache.priorities import PRIORITIES, queue_name
from audio_cache.queue import JOB, JobQueue, forget_executions
from audio_cache.state import QUEUED, States

log = logging.getLogger(__name__)

LEASE = 6
"""Seconds after the last heartbeat at which a running job is given to another worker."""

_WORKER_TTL = 17
"""Seconds. RQ blocks for a job for 15 seconds less than this, then does its housekeeping."""


_IDLE_HEARTBEAT = 60
"""Seconds between two heartbeats in RQ's own records while there is no job."""


class WarmWorker(SimpleWorker):
    """RQ's SimpleWorker renews no lease while a job runs; the heartbeat calls `renew_leases`."""

    def __init__(self, redis: Redis, engines: list[str]) -> None:
        """Listen to the queues of these engines, clicks first."""
        super().__init__(
            [queue_name(priority, engine) for priority in PRIORITIES for engine in engines],
            name=f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}",
            connection=redis,
            serializer=JSONSerializer,
            job_class=known_job({JOB}),
            worker_ttl=_WORKER_TTL,
            log_job_description=False,
        )
        self._last_idle_heartbeat = float("-inf")
        self._was_stopped = False
        self.has_ended = False
        """True after the worker has left its loop."""
        self._states = States(redis)
        self._jobs = JobQueue(redis)

    @property
    def shutdown_requested(self) -> bool:
        """Return whether the process received a signal to exit."""
        return self._was_stopped

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self._was_stopped = True
        if self.has_ended:  # the process waits for Redis
            raise StopRequested
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]

    def execute_job(self, job: Job, queue: Queue) -> None:
        # RQ leaves its loop at any exception, and would log the job's own ones, too.
        try:
            forget_executions(self.connection, job)
            super().execute_job(job, queue)
            self._follow_request(job, queue)
        except RedisError as error:
            log.warning("%s interrupted: Redis failed: %s", job.id[:12], error)
            raise StopRequested from error
        except StopRequested:
            raise
        except Exception:
            log.exception("%s: unhandled error around the job", job.id[:12])
            raise

    def handle_job_retry(
        self,
        job: Job,
        queue: Queue,
        retry: Retry,
        started_job_registry: StartedJobRegistry,
        execution: Execution,
    ) -> None:
        """Queue a preempted job again in one transaction, at the end if it has relayed audio.

        At the front, another worker could take it before the readers who wait behind it.
        """
        state = self._states.get(job.id)
        is_first = state is None or not state.relayed
        job.enqueue_at_front_on_retry = is_first  # RQ combines it with that of the retry
        retry = Retry(max=retry.max, enqueue_at_front=is_first)
        super().handle_job_retry(job, queue, retry, started_job_registry, execution)

    def _follow_request(self, job: Job, queue: Queue) -> None:
        """Queue the job as it was requested while RQ still had it, or with a higher priority."""
        state = self._states.get(job.id)
        if state is None:
            return
        if state.state == QUEUED:
            self._jobs.enqueue(job.id, state.queue)
        if state.queue != queue.name:
            self._jobs.move(job.id, queue.name, state.queue)

    def renew_leases(self) -> None:
        """Extend the lease of the running job by LEASE seconds."""
        for execution in list(self.executions.values()):
            self.maintain_heartbeats(execution.job, execution)

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """Write RQ's heartbeat once a minute, not at each look into the queues.

        RQ only lists workers by it. Their voices are announced each second, and jobs have leases.
        """
        if timeout is None and pipeline is None:
            if time.monotonic() - self._last_idle_heartbeat < _IDLE_HEARTBEAT:
                return
            self._last_idle_heartbeat = time.monotonic()
            timeout = 4 * _IDLE_HEARTBEAT
        super().heartbeat(timeout, pipeline)

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:
        return LEASE

    def clean_registries(self) -> None:
        """Remove dead workers only: JobQueue.sweep recovers jobs, and sooner than RQ would."""
        for queue in self.queues:
            worker_registration.clean_worker_registry(queue)

    def subscribe(self) -> None:
        """Do nothing. RQ's commands are unused, and the subscription delays shutdown by 1 s."""

    def unsubscribe(self) -> None:
        """Do nothing: there is no subscription."""
