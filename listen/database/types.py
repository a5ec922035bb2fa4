"""Column types that SQLite and PostgreSQL lack."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC without its zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


def now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)
