"""Periodic work, in threads of the publish process."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from redis import RedisError

from audio_cache.stores import StoreError
from listen.errors import ApiError

log = logging.getLogger(__name__)

_TICK = 0.5
"""Seconds between two looks at what is due."""

_GRACE = 10
"""Seconds that the process has to end when its parent is gone. Redis may be gone too."""


@dataclass(frozen=True)
class Periodic:
    """Work that is done again and again."""

    name: str
    interval: float
    """Seconds."""
    work: Callable[[], object]


class Ticker(threading.Thread):
    """Does periodic work, one after the other, until it is stopped.

    It ends the process when the process `parent` is gone.
    """

    def __init__(self, works: list[Periodic], parent: int | None = None) -> None:
        super().__init__(name=works[0].name, daemon=True)
        self._due = {work.name: (work, 0.0) for work in works}
        self._parent = parent
        self._stopped = threading.Event()

    @property
    def is_stopped(self) -> bool:
        """Return whether `stop` was called."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End after the work that is being done."""
        self._stopped.set()

    def run(self) -> None:
        while not self._stopped.wait(_TICK):
            if self._parent is not None and os.getppid() != self._parent:
                log.warning("shutting down: the parent process %d is gone", self._parent)
                self.stop()
                os.kill(os.getpid(), signal.SIGTERM)
                time.sleep(_GRACE)
                os._exit(1)
            for name, (work, due) in self._due.items():
                if time.monotonic() >= due:
                    self._due[name] = (work, time.monotonic() + work.interval)
                    _do(work)


def _do(work: Periodic) -> None:
    try:
        work.work()
    except (ApiError, RedisError, StoreError) as error:
        log.warning("%s: %s", work.name, error)
    except Exception:
        log.exception("%s: unhandled error", work.name)
