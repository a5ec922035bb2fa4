"""Opens the database for the web process, whose event loop it must not block."""

from pathlib import Path

from listen.database.database import Database
from listen.web.threads import run_in_thread


def open_database(location: Path | str) -> Database:
    """Open the database: SQLite's transactions run in threads of gevent's pool."""
    return Database(location, run_in_thread)
