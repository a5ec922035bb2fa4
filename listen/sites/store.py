"""The sites in the database, which the API and the command line make."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import SiteRow


class SiteStore:
    """Reads and writes settings of sites. Methods raise Unavailable while the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, dict[str, Any]]:
        """Return the settings of each site by name, as the table [sites.NAME] has them."""
        query = select(SiteRow).order_by(SiteRow.name)
        return self._database.read(
            lambda session: {row.name: row.settings for row in session.scalars(query)}
        )

    def data_version(self) -> object | None:
        """Return what changes when anything in the database may have; None if it takes a query."""
        return self._database.data_version()

    def save(self, name: str, settings: dict[str, Any]) -> None:
        """Create a site, or replace its settings."""
        self._database.write(lambda session: session.merge(SiteRow(name=name, settings=settings)))

    def delete(self, name: str) -> bool:
        """Delete a site. Return whether there was one. Its articles stay."""

        def remove(session: Session) -> bool:
            found = session.get(SiteRow, name)
            session.execute(delete(SiteRow).where(SiteRow.name == name))
            return found is not None

        return self._database.write(remove)
