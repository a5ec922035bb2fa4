"""Opens the database for the web process, whose event loop it must not block."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from gevent import get_hub
from gevent.monkey import is_module_patched

from listen.database.database import Database


def open_database(location: Path | str) -> Database:
    """Open the database: SQLite's transactions run in threads of gevent's pool."""
    return Database(location, _run_in_thread if is_module_patched("threading") else _run_here)


def _run_in_thread(work: Callable[[], Any]) -> Any:
    return get_hub().threadpool.apply(work)


def _run_here(work: Callable[[], Any]) -> Any:
    return work()
