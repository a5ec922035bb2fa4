"""A secret of the server, which all its processes and machines share."""

import secrets
from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import SecretRow


class ServerSecret:
    """A secret in the database, read once. The first process that needs it makes it."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._value: str | None = None

    def value(self) -> str:
        """Return the secret. Raises Unavailable while the database is away and it was not read."""
        if self._value is None:
            self._value = self._read() or self._create()
        return self._value

    def _read(self) -> str | None:
        query = select(SecretRow.value).where(SecretRow.name == self._name)
        return self._database.read(lambda session: session.scalar(query))

    def _create(self) -> str:
        def insert(session: Session) -> None:
            session.add(SecretRow(name=self._name, value=secrets.token_urlsafe(32)))

        with suppress(IntegrityError):  # another process was faster
            self._database.write(insert)
        return self._read() or ""
