"""The web as a process: gunicorn with gevent, so that a slow reader costs a greenlet.

Nothing of the application is imported here: gevent patches the standard library in the process
that serves, before it imports what uses it.
"""

import os
import resource
import signal
import threading
import time
from typing import Any

from gunicorn.app.base import BaseApplication

from listen.config import WebConfig

_CONNECTIONS = 2000

_REQUEST_LINE = 8190
"""Bytes: the longest title in the query has 4,500 where three make a letter."""

_UPLOAD_SECONDS = 60.0
"""For the largest page, 10 MB, over a slow line."""


class Web(BaseApplication):  # type: ignore[misc]
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from listen.web.app import create_app  # noqa: PLC0415
        from listen.web.services import EXTENSION  # noqa: PLC0415
        from listen.web.upload import timed  # noqa: PLC0415

        app = create_app()
        app.extensions[EXTENSION].extractor.warm_up()
        return timed(app, _UPLOAD_SECONDS)


def serve(config: WebConfig, parent: int | None = None) -> None:
    """Serves until it is told to end, or until its parent is gone.

    Raises SettingsError, for an address that others can reach among others.
    """
    config.check_bind_address()
    config.required_redis_url()
    _allow_many_connections()
    host = f"[{config.host}]" if ":" in config.host else config.host
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    Web(
        {
            "bind": f"{host}:{config.port}",
            "worker_class": "listen.web.gunicorn_worker.YieldingWorker",
            "workers": 1,
            "worker_connections": _CONNECTIONS,
            "limit_request_line": _REQUEST_LINE,
            "graceful_timeout": 5,
            "forwarder_headers": "",  # SCRIPT_NAME in a header would move the routes
            "control_socket_disable": True,
            "loglevel": "warning",
            "proc_name": "listen",
        }
    ).run()


def _allow_many_connections() -> None:
    """Each reader is an open file, and many systems allow a thousand unless asked for more."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = 2 * _CONNECTIONS
    if allowed != resource.RLIM_INFINITY and allowed < needed:
        within = needed if most == resource.RLIM_INFINITY else min(most, needed)
        resource.setrlimit(resource.RLIMIT_NOFILE, (within, most))


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
