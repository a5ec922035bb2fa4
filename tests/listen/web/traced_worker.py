"""The product's gunicorn worker, which records how long it runs without switching greenlets."""

import os
import time
from pathlib import Path
from typing import Any

import greenlet  # type: ignore[import-untyped]
from gevent.hub import Hub

from listen.web.gunicorn_worker import YieldingWorker


class TracedWorker(YieldingWorker):
    """Writes the longest stall since the first request to the file $STALL_FILE, in seconds.

    A stall is measured in processor time, which a busy machine hardly changes.
    """

    def init_process(self) -> None:
        self._longest = 0.0
        self._switched = time.thread_time()
        self._is_serving = False
        greenlet.settrace(self._trace)
        super().init_process()

    def handle_request(self, listener_name: Any, req: Any, sock: Any, addr: Any) -> None:
        super().handle_request(listener_name, req, sock, addr)
        self._is_serving = True

    def _trace(self, _: str, greenlets: tuple[greenlet.greenlet, greenlet.greenlet]) -> None:
        now = time.thread_time()
        stall, self._switched = now - self._switched, now
        is_idle = isinstance(greenlets[0], Hub)
        if self._is_serving and not is_idle and stall > self._longest:
            self._longest = stall
            Path(os.environ["STALL_FILE"]).write_text(str(stall))
