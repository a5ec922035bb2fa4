"""The worker's second hand: what must go on while a job has the process for itself."""

import logging
import os
import signal
import threading
from contextlib import suppress

from redis import RedisError

from audio_cache.queue import JobQueue
from audio_cache.registry import WorkerRegistry
from worker.voices import Voices
from worker.worker import WarmWorker

log = logging.getLogger(__name__)

_INTERVAL = 1.0


class Pulse(threading.Thread):
    """Each second: renews the running job's lease, announces the voices, sweeps the queue.

    With a parent given, ends the process when that parent is gone.
    """

    def __init__(
        self,
        worker: WarmWorker,
        registry: WorkerRegistry,
        queue: JobQueue,
        voices: Voices,
        parent: int | None = None,
    ) -> None:
        super().__init__(name="pulse", daemon=True)
        self._worker = worker
        self._roster = registry
        self._queue = queue
        self._voices = voices
        self._parent = parent
        self._ended = threading.Event()

    def run(self) -> None:
        away = False
        while not self._ended.wait(_INTERVAL):
            if self._parent is not None and os.getppid() != self._parent:
                log.warning("the process that started this worker is gone: ending")
                self._parent = None
                os.kill(os.getpid(), signal.SIGTERM)
            try:
                self.beat()
            except RedisError as error:
                if not away:
                    log.warning("Redis does not answer: %s", error)
                away = True
            else:
                away = False

    def beat(self) -> None:
        self._worker.renew_leases()
        voices = self._voices
        self._roster.announce(self._worker.name, voices.all(), voices.absent, voices.troubles())
        self._queue.sweep()

    def stop(self) -> None:
        """Withdraws the voices: nobody should wait for a worker that has left."""
        self._ended.set()
        self.join()
        with suppress(RedisError):
            self._roster.withdraw(self._worker.name)
