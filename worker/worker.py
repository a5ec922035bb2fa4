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

_POLL = 17
"""RQ waits for a job for 15 seconds less than this before it looks after itself."""


class WarmWorker(SimpleWorker):
    """RQ's SimpleWorker renews no lease while a job runs: `renew_leases` is called by the pulse."""

    def __init__(self, redis: Redis, engines: list[str]) -> None:
        super().__init__(
            [queue_name(priority, engine) for priority in PRIORITIES for engine in engines],
            name=f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}",
            connection=redis,
            serializer=JSONSerializer,
            worker_ttl=_POLL,
            log_job_description=False,
        )
        self._states = States(redis)
        self._jobs = JobQueue(redis)

    @property
    def stopping(self) -> bool:
        """Whether it was told to end after the job at hand."""
        return bool(self._stop_requested)

    def execute_job(self, job: Job, queue: Queue) -> None:
        # RQ 3.0 keeps a dead worker's execution on the job's list for a minute longer than the
        # execution itself, and cannot end the job while one on its list is gone.
        self.connection.delete(job.execution_registry.key)
        super().execute_job(job, queue)
        # A job that gave way is back at the front of its queue. It may be wanted sooner than that;
        # or readers wait behind it.
        state = self._states.get(job.id)
        if state is not None and (state.queue != queue.name or state.relayed):
            self._jobs.move(job.id, queue.name, state.queue)

    def renew_leases(self) -> None:
        for execution in list(self.executions.values()):
            self.maintain_heartbeats(execution.job, execution)

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:
        return LEASE

    def clean_registries(self) -> None:
        """Only the names of dead workers: JobQueue.sweep looks after jobs, and sooner."""
        for queue in self.queues:
            worker_registration.clean_worker_registry(queue)

    def subscribe(self) -> None:
        """RQ's commands are not used; waiting for one would cost a second at every end."""

    def unsubscribe(self) -> None:
        pass
