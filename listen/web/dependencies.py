"""Checks of what the web process depends on besides Redis, the workers and the store."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from audio_cache.stores import StorageFull, StoreError
from audio_cache.stores.disk import check_space
from listen.database.database import Database
from listen.errors import Unavailable
from listen.library.readiness import DEGRADED, DOWN, OK, Dependency

DATABASE, DISK = "database", "disk"


def other_checks(database: Database, folder: Path) -> dict[str, Callable[[], Dependency]]:
    """Return checks of the database, and of the disk that has a folder."""
    return {DATABASE: lambda: _check_database(database), DISK: lambda: _check_disk(folder)}


def _check_database(database: Database) -> Dependency:
    try:
        database.read(lambda session: session.execute(text("SELECT 1")).all())
    except Unavailable:
        return Dependency(DOWN, DATABASE)
    return Dependency(OK)


def _check_disk(folder: Path) -> Dependency:
    try:
        check_space(folder)
    except StorageFull:
        return Dependency(DEGRADED, "disk_full")
    except StoreError:
        return Dependency(DOWN, DISK)
    return Dependency(OK)
