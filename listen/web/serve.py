"""Runs the web process: gunicorn with gevent, so that a slow reader costs only a greenlet.

This module imports nothing of the application: gevent must patch the standard library before the
modules that use it are imported, and does so in gunicorn's worker process.
"""

import atexit
import gc
import os
import resource
import signal
import threading
import time
from typing import Any

from gunicorn import config as gunicorn_config
from gunicorn.app.base import BaseApplication

from audio_cache.logs import JSON
from listen.config import WebConfig
from listen.keys.exist import keys_exist
from listen.library.drain import Drain
from listen.provenance.check_signing import check_signing

WORKER_CLASS = "listen.web.gunicorn_worker.YieldingWorker"

_MAX_CONNECTIONS = 2000

_MAX_REQUEST_LINE = 8190
"""Bytes. The longest title takes 4,500 in a query when each character needs three bytes."""

_UPLOAD_TIMEOUT = 60.0
"""Seconds. Enough for the largest page, 10 MB, over a slow connection."""

_SHUTDOWN_TIMEOUT = 5
"""Seconds that running requests have after SIGTERM."""


class WebServer(BaseApplication):  # type: ignore[misc]
    """Gunicorn with the application."""

    def __init__(self, config: WebConfig, options: dict[str, Any]) -> None:
        self.config = config
        self.drain = Drain(config.drain_seconds)
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from listen.web.app import create_app, create_process  # noqa: PLC0415
        from listen.web.rehearsal import rehearse  # noqa: PLC0415
        from listen.web.services import EXTENSION  # noqa: PLC0415
        from listen.web.threads import log_uncaught_errors  # noqa: PLC0415
        from listen.web.upload import with_upload_timeout  # noqa: PLC0415

        if self.config.log_format == JSON:
            log_uncaught_errors()
        process = create_process(self.config, self.drain)
        atexit.register(process.tracer.close)
        app = create_app(self.config, process=process)
        rehearse(app.extensions[EXTENSION])
        # The garbage collector would visit all modules each time, which stalls the loop for 0.1 s.
        gc.collect()
        gc.freeze()
        return with_upload_timeout(app, _UPLOAD_TIMEOUT)


def serve(config: WebConfig, parent: int | None = None) -> None:
    """Serve until SIGTERM or SIGINT, or until the process `parent` is gone.

    Raises SettingsError, also for an address beyond loopback without `open`.
    """
    config.check_bind_address(lambda: keys_exist(config.database))
    check_signing(config.signing)
    config.required_redis_url()
    _raise_open_files_limit()
    # Unused here. Gunicorn checks it all the same, and fails in a working directory whose name ends
    # with a blank, or whose parent this user may not read.
    gunicorn_config.Chdir.default = "/"
    host = f"[{config.host}]" if ":" in config.host else config.host
    if parent is not None:
        threading.Thread(target=_exit_with_parent, args=(parent,), daemon=True).start()
    WebServer(
        config,
        {
            "bind": f"{host}:{config.port}",
            "worker_class": WORKER_CLASS,
            "workers": 1,
            "worker_connections": _MAX_CONNECTIONS,
            "limit_request_line": _MAX_REQUEST_LINE,
            "graceful_timeout": _SHUTDOWN_TIMEOUT + config.drain_seconds,
            "forwarder_headers": "",  # SCRIPT_NAME in a header would move the routes
            "control_socket_disable": True,
            "loglevel": "warning",
            "logger_class": "listen.web.gunicorn_logger.RootLogger",
            "proc_name": "listen",
        },
    ).run()


def _raise_open_files_limit() -> None:
    """Raise the soft limit of open files. Each reader needs one, and the default is often 1024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = 2 * _MAX_CONNECTIONS
    if soft != resource.RLIM_INFINITY and soft < needed:
        allowed = needed if hard == resource.RLIM_INFINITY else min(hard, needed)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


def _exit_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
