"""The worker's background thread, which runs while a job occupies the main thread."""

import logging
import os
import signal
import threading
import time
from contextlib import suppress

from redis import RedisError

from audio_cache import heap
from audio_cache.counters import Counters
from audio_cache.queue import JobQueue
from audio_cache.registry import WorkerRegistry
from audio_cache.stores import Store, StoreError
from worker.voices import Voices
from worker.worker import WarmWorker

log = logging.getLogger(__name__)

_INTERVAL = 1.0
"""Seconds between two beats."""

_IDLE_BEATS = 10
"""Beats without a job after which memory is returned. The next job takes some milliseconds longer
to get it back."""

_STORE_INTERVAL = 10.0
"""Seconds until a store that failed is asked again. One that hangs takes up to four seconds, and a
job's lease lasts six."""


class Heartbeat(threading.Thread):
    """Each second: renews the running job's lease, announces the voices, sweeps the queue, counts.

    When the worker has had no job for a while, it returns free memory to the system. With
    `parent_pid`, it also terminates the process when that parent no longer exists.
    """

    def __init__(
        self,
        worker: WarmWorker,
        registry: WorkerRegistry,
        queue: JobQueue,
        voices: Voices,
        store: Store,
        counters: Counters,
        parent_pid: int | None = None,
    ) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self._worker = worker
        self._registry = registry
        self._queue = queue
        self.voices = voices
        self._store = store
        self.counters = counters
        self._store_id = ""
        self._is_store_logged = False
        self._ask_store_at = 0.0
        self._idle_beats = 0
        self._parent_pid = parent_pid
        self._stopped = threading.Event()

    def run(self) -> None:
        is_redis_down = False
        while not self._stopped.wait(_INTERVAL):
            if self._parent_pid is not None and os.getppid() != self._parent_pid:
                log.warning("shutting down: the parent process %d is gone", self._parent_pid)
                self._parent_pid = None
                os.kill(os.getpid(), signal.SIGTERM)
            try:
                self.beat()
            except RedisError as error:
                if not is_redis_down:
                    log.warning("Redis does not answer: %s", error)
                is_redis_down = True
            else:
                is_redis_down = False
            self._return_memory_if_idle()

    def beat(self) -> None:
        """Do the work of one interval. Raises redis.RedisError when Redis is unreachable."""
        self._worker.renew_leases()
        voices = self.voices
        self._registry.announce(
            self._worker.name,
            voices.all(),
            voices.unavailable,
            voices.degraded(),
            self._known_store_id(),
        )
        self._queue.sweep()
        self.counters.flush()

    def _return_memory_if_idle(self) -> None:
        """Return it once in each idle period."""
        self._idle_beats = 0 if self._worker.executions else self._idle_beats + 1
        if self._idle_beats == _IDLE_BEATS:
            try:
                self.voices.release_memory()
            except Exception:  # leases must be renewed all the same
                log.exception("an engine failed to release memory")
            heap.trim()

    def _known_store_id(self) -> str:
        """Return the id of the store; empty while it cannot be used, which is logged once."""
        if self._store_id or time.monotonic() < self._ask_store_at:
            return self._store_id
        try:
            self._store_id = self._store.id()
        except StoreError as error:
            self._ask_store_at = time.monotonic() + _STORE_INTERVAL
            if not self._is_store_logged:
                log.warning("%s", error)
            self._is_store_logged = True
        return self._store_id

    def stop(self) -> None:
        """Stop the thread and withdraw the voices, so that no request waits for this worker."""
        self._stopped.set()
        self.join()
        with suppress(RedisError):
            self._registry.withdraw(self._worker.name)
