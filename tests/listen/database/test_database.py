"""Transactions: whole or not at all, one after the other, and clear when the database is away."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import SecretRow
from listen.errors import Unavailable
from listen.keys.key_store import KeyStore

AWAY = "postgresql://127.0.0.1:1/listen"


def count(session: Session) -> int:
    return len(session.scalars(select(SecretRow)).all())


def test_a_transaction_that_fails_writes_nothing(database: Database) -> None:
    def fail(session: Session) -> None:
        session.add(SecretRow(name="a", value="b"))
        session.flush()
        raise KeyError

    with pytest.raises(KeyError):
        database.write(fail)
    assert database.read(count) == 0


def test_writers_that_read_first_lose_nothing(database: Database) -> None:
    database.write(lambda session: session.add(SecretRow(name="number", value="0")))

    def increment(_: int) -> None:
        def work(session: Session) -> None:
            query = select(SecretRow).with_for_update()
            row = session.scalars(query).one()
            row.value = str(int(row.value) + 1)

        database.write(work)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(increment, range(40)))
    assert database.read(lambda session: session.scalars(select(SecretRow.value)).one()) == "40"


def test_a_server_that_is_away_is_unavailable(caplog: pytest.LogCaptureFixture) -> None:
    database = Database(AWAY)
    with pytest.raises(Unavailable, match="Audio can still be requested"):
        database.read(count)
    assert "Connection refused" in caplog.text


def test_a_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable):
        Database(tmp_path / "file" / "listen.db").read(count)


def test_only_the_user_may_read_the_file(tmp_path: Path) -> None:
    Database(tmp_path / "new" / "listen.db").read(count)
    assert (tmp_path / "new" / "listen.db").stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "listen.db").write_bytes(b"not a database" * 1000)
    with pytest.raises(Unavailable):
        Database(tmp_path / "listen.db").read(count)


def test_the_data_version_changes_with_each_write_of_any_connection(tmp_path: Path) -> None:
    database, other = Database(tmp_path / "listen.db"), Database(tmp_path / "listen.db")
    assert database.data_version() is None  # the file may need new tables
    KeyStore(database).all()
    version = database.data_version()
    KeyStore(other).all()
    assert version is not None
    assert database.data_version() == version
    for each in (other, database):
        KeyStore(each).create("x", None, ["publish"])
        assert version != database.data_version()
        version = database.data_version()
    database.close()
    other.close()


def test_a_version_is_unknown_while_the_file_is_gone_and_another_one_afterwards(
    tmp_path: Path,
) -> None:
    file = tmp_path / "listen.db"
    database = Database(file)
    KeyStore(database).all()
    version = database.data_version()
    file.rename(tmp_path / "moved")
    assert database.data_version() is None
    shutil.copy(tmp_path / "moved", file)
    assert database.data_version() not in (None, version)
    database.close()


def test_a_writer_does_not_delay_the_data_version(tmp_path: Path) -> None:
    database = Database(tmp_path / "listen.db")
    KeyStore(database).all()
    version = database.data_version()
    with closing(sqlite3.connect(tmp_path / "listen.db")) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert database.data_version() in (None, version)
        writer.rollback()
    assert database.data_version() == version
    database.close()
