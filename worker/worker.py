"""The RQ worker: one warm process that runs its jobs itself, with a short lease on each."""

import os
import socket
from uuid import uuid4

from redis import Redis
from rq import SimpleWorker, worker_registration
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer

from audio_cache.queue import PRIORITIES, JobQueue, queue_name
from audio_cache.state import States

LEASE = 6
"""Seconds after the last heartbeat at which a running job is given to another worker."""

_WORKER_TTL = 17
"""Seconds. RQ blocks for a job for 15 seconds less than this, then does its housekeeping."""


class WarmWorker(SimpleWorker):
    """RQ's SimpleWorker renews no lease while a job runs; the heartbeat calls `renew_leases`."""

    def __init__(self, redis: Redis, engines: list[str]) -> None:
        """Listen to the queues of these engines, clicks first."""
        super().__init__(
            [queue_name(priority, engine) for priority in PRIORITIES for engine in engines],
            name=f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}",
            connection=redis,
            serializer=JSONSerializer,
            worker_ttl=_WORKER_TTL,
            log_job_description=False,
        )
        self._states = States(redis)
        self._jobs = JobQueue(redis)

    @property
    def shutdown_requested(self) -> bool:
        """Whether the process received a signal to exit."""
        return bool(self._stop_requested)

    def execute_job(self, job: Job, queue: Queue) -> None:
        # RQ 3.0 keeps a dead worker's execution on the job's list for a minute longer than the
        # execution itself, and cannot end the job while an execution on its list is missing.
        self.connection.delete(job.execution_registry.key)
        super().execute_job(job, queue)
        # RQ puts a preempted job at the front of its old queue. It must go to the queue of its new
        # priority, or behind the readers who wait in this one.
        state = self._states.get(job.id)
        if state is not None and (state.queue != queue.name or state.relayed):
            self._jobs.move(job.id, queue.name, state.queue)

    def renew_leases(self) -> None:
        """Extend the lease of the running job by LEASE seconds."""
        for execution in list(self.executions.values()):
            self.maintain_heartbeats(execution.job, execution)

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
