"""The API keys in the database."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import ApiKeyRow
from listen.database.types import now
from listen.keys.api_key import ApiKey, digest_of, new_key


class KeyStore:
    """Makes, lists and revokes keys. Methods raise Unavailable while the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        name: str,
        site: str | None,
        scopes: Sequence[str],
        requests_per_minute: int | None = None,
        characters_per_day: int | None = None,
    ) -> tuple[str, ApiKey]:
        """Return the text of a new key, which cannot be found out later, and the key."""
        text, key_id = new_key()

        def insert(session: Session) -> ApiKey:
            row = ApiKeyRow(
                id=key_id,
                name=name,
                site=site,
                scopes=list(scopes),
                digest=digest_of(text),
                requests_per_minute=requests_per_minute,
                characters_per_day=characters_per_day,
            )
            session.add(row)
            session.flush()
            return _key(row)

        return text, self._database.write(insert)

    def all(self) -> list[ApiKey]:
        """Return every key, revoked ones too, oldest first."""
        query = select(ApiKeyRow).order_by(ApiKeyRow.created_at, ApiKeyRow.id)
        return self._database.read(lambda session: [_key(row) for row in session.scalars(query)])

    def active(self) -> list[ApiKey]:
        """Return the keys that are not revoked."""
        query = select(ApiKeyRow).where(ApiKeyRow.revoked_at.is_(None))
        return self._database.read(lambda session: [_key(row) for row in session.scalars(query)])

    def data_version(self) -> object | None:
        """Return what changes when keys may have changed; None if only a query can tell."""
        return self._database.data_version()

    def revoke(self, name_or_id: str) -> list[ApiKey]:
        """Revoke the active keys that have this name or id, and return them."""
        is_it = (ApiKeyRow.id == name_or_id) | (ApiKeyRow.name == name_or_id)
        query = select(ApiKeyRow).where(is_it, ApiKeyRow.revoked_at.is_(None))

        def revoke(session: Session) -> list[ApiKey]:
            rows = list(session.scalars(query))
            for row in rows:
                row.revoked_at = now()
            return [_key(row) for row in rows]

        return self._database.write(revoke)

    def record_use(self, ids: Iterable[str]) -> None:
        """Record that the keys were used now."""
        query = update(ApiKeyRow).where(ApiKeyRow.id.in_(list(ids))).values(last_used_at=now())
        self._database.write(lambda session: session.execute(query))


def _key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        row.id,
        row.name,
        row.site,
        tuple(row.scopes),
        row.digest,
        row.created_at,
        row.last_used_at,
        row.revoked_at,
        row.requests_per_minute,
        row.characters_per_day,
    )
