"""A secret that all processes and machines of a server share, in the database."""

import secrets
from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import SecretRow


class SharedSecret:
    """A random text, which the first process that needs it makes."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._value = ""

    def value(self) -> str:
        """Return the secret. Raises Unavailable while the database is away and it is unknown."""
        if not self._value:
            self._value = self._find() or self._make()
        return self._value

    def _find(self) -> str | None:
        query = select(SecretRow.value).where(SecretRow.name == self._name)
        return self._database.read(lambda session: session.scalar(query))

    def _make(self) -> str:
        def insert(session: Session) -> None:
            session.add(SecretRow(name=self._name, value=secrets.token_urlsafe(32)))

        with suppress(IntegrityError):  # another process was faster
            self._database.write(insert)
        return self._find() or ""
