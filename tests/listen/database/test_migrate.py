"""The migrations make the tables that the code declares."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.migrate import alembic_config
from listen.database.tables import Base, SiteRow
from listen.database.version import VERSION
from listen.errors import Unavailable
from tests.listen.conftest import location_of


def count(session: Session) -> int | None:
    return session.scalar(select(func.count()).select_from(SiteRow))


def check_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_first_transaction_makes_the_tables(database: Database) -> None:
    assert database.read(count) == 0
    check_tables(database)


def test_the_version_is_that_of_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == VERSION


def test_processes_that_start_together_migrate_once(database: Database) -> None:
    databases = [Database(location_of(database)) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda each: each.write(count), databases)) == [0] * 8
    for each in databases:
        each.close()
    check_tables(database)


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    """Readers do not wait for a writer. The path may contain anything."""
    folder = tmp_path / "a ?b#c%20=ü"
    folder.mkdir()
    database = Database(folder / "listen.db")
    assert database.read(count) == 0
    assert (folder / "listen.db").exists()
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_an_older_process_refuses_the_tables_of_a_newer_one(database: Database) -> None:
    def bring_to_a_later_version(session: Session) -> None:
        session.execute(text("UPDATE alembic_version SET version_num = '9000'"))

    database.write(bring_to_a_later_version)
    older = Database(location_of(database))
    with pytest.raises(Unavailable, match="newer version of Listen"):
        older.read(count)
    older.close()
