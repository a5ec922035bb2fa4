"""Transactions of the database: SQLite in the data directory, or PostgreSQL.

SQLite runs within the process and would block the web's event loop, or deadlock it: a greenlet that
holds the write lock would wait for one that wants it. So a whole transaction runs in a thread of
`run`, and never yields within. PostgreSQL's driver cooperates with gevent by itself.
"""

import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from listen.database.version import VERSION
from listen.errors import Unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")

Run = Callable[[Callable[[], Any]], Any]
"""Calls a function and returns its result, perhaps in another thread."""

_BUSY_TIMEOUT = 10
"""Seconds that a transaction of SQLite waits for another one's."""

_CONNECT_TIMEOUT = 2
"""Seconds until PostgreSQL counts as away. A request must not hang while it is."""

_LOCK = 0x4C697374656E
"""Number of PostgreSQL's advisory lock for migrations."""

_RECYCLE = 600
"""Seconds after which a connection to PostgreSQL is opened anew."""


def _run_here(work: Callable[[], Any]) -> Any:
    return work()


class Database:
    """Runs transactions. The first one brings the tables to the version of this code.

    All methods raise Unavailable while the database is away.
    """

    def __init__(self, location: Path | str, run: Run = _run_here) -> None:
        """`location` is SQLite's file, or the URL of PostgreSQL.

        `run` runs the transactions of SQLite.
        """
        self.is_sqlite = isinstance(location, Path)
        self.engine = (
            _sqlite_engine(location) if isinstance(location, Path) else _postgresql_engine(location)
        )
        self._file = location if isinstance(location, Path) else None
        self._run = run if self.is_sqlite else _run_here
        self._is_migrated = False
        # The last connection that is closed writes the log back into the file, which takes longer
        # than a transaction. So one stays open.
        self._keeper: sqlite3.Connection | None = None

    def read(self, work: Callable[[Session], T]) -> T:
        """Return what `work` returns, called in a transaction that writes nothing."""
        return self._transact(work, "read")

    def write(self, work: Callable[[Session], T]) -> T:
        """Return what `work` returns, called in a transaction of its own.

        SQLite's write lock is taken at the beginning: a transaction that reads first and then
        writes would fail when another one wrote between. With PostgreSQL, two transactions may both
        find that a row is missing; the one that inserts it later is done once more.
        """
        try:
            return self._transact(work, "write")
        except IntegrityError:
            return self._transact(work, "write")

    def data_version(self) -> tuple[int, ...] | None:
        """Return what changes with each transaction that writes; None if that takes a query.

        It does not wait for other transactions, so the event loop may call it.
        """
        if self._file is None or self._keeper is None:
            return None
        try:
            file = os.stat(self._file)  # another one after a restore
            ((version,),) = self._keeper.execute("PRAGMA data_version").fetchall()
        except (OSError, sqlite3.Error):
            return None
        return file.st_dev, file.st_ino, version

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
        if self._keeper:
            self._keeper.close()

    def _transact(self, work: Callable[[Session], T], mode: str) -> T:
        def transact() -> T:
            if not self._is_migrated:
                self._migrate()
            engine = self.engine.execution_options(listen_mode=mode)
            with Session(engine, expire_on_commit=False) as session, session.begin():
                return work(session)

        try:
            result: T = self._run(transact)
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            raise unavailable(error) from None
        except DBAPIError as error:
            is_damaged = type(error) is DatabaseError  # the file is no database
            if error.connection_invalidated or is_damaged:
                raise unavailable(error) from None
            raise
        return result

    def _migrate(self) -> None:
        """Processes that start at the same time wait for each other."""
        if self._file:
            _create_private(self._file)
        with self.engine.connect() as connection:
            version = _version(connection)
        # Versions are numbers of four digits.
        if version is not None and version > VERSION:
            log.error("the database has version %s, and this code knows %s", version, VERSION)
            raise Unavailable(
                "The database was changed by a newer version of Listen, which this one cannot use."
            )
        if version != VERSION:
            # Imported here because most processes find the tables as they should be.
            logging.getLogger("alembic").setLevel(logging.WARNING)
            from listen.database.migrate import migrate  # noqa: PLC0415

            with self.engine.begin() as connection:  # SQLite takes its write lock here
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                migrate(connection)
        if self._file:
            keeper = sqlite3.connect(self._file, _BUSY_TIMEOUT, check_same_thread=False)
            keeper.execute("SELECT * FROM alembic_version").fetchall()
            keeper.execute("PRAGMA busy_timeout = 0")  # data_version must not wait
            self._keeper = keeper
        self._is_migrated = True


def _create_private(file: Path) -> None:
    """Create the file, which will hold secrets, for this user only."""
    with suppress(OSError):  # SQLite reports it
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))


def _version(connection: Connection) -> str | None:
    """Return the version of the tables; None if there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def unavailable(error: Exception) -> Unavailable:
    """Log why the database is away, and return the error for the client."""
    cause = getattr(error, "orig", None) or error
    log.warning("the database failed: %s", str(cause).strip().splitlines()[0])
    return Unavailable("The database is unavailable. Audio can still be requested and played.")


def _sqlite_engine(file: Path) -> Engine:
    url = URL.create("sqlite", database=str(file.absolute()))
    # A pool's locks would wait for greenlets of another thread.
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _BUSY_TIMEOUT})

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # Python would begin transactions of its own
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        is_read = connection.get_execution_options().get("listen_mode") == "read"
        connection.exec_driver_sql("BEGIN" if is_read else "BEGIN IMMEDIATE")

    return engine


def _postgresql_engine(url: str) -> Engine:
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=10,
        max_overflow=20,
        pool_timeout=_CONNECT_TIMEOUT,
        pool_pre_ping=True,
        pool_recycle=_RECYCLE,
        connect_args={"connect_timeout": _CONNECT_TIMEOUT},
    )
