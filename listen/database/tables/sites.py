"""Tables of keys, sites and secrets."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from listen.database.tables.base import Base
from listen.database.types import now


class ApiKeyRow(Base):
    """An API key. The key itself is not stored, only its SHA-256."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str]
    site: Mapped[str | None]
    """None: every site."""
    scopes: Mapped[list[str]]
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    requests_per_minute: Mapped[int | None]
    characters_per_day: Mapped[int | None]
    """Limits. None: those of the server's settings. 0: none."""


class SiteRow(Base):
    """A site that was made by the API or the command line, not in listen.toml."""

    __tablename__ = "sites"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    settings: Mapped[dict[str, Any]]
    """The table [sites.NAME], as listen.toml would have it."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class SecretRow(Base):
    """A secret of the server, which all its processes and machines share."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]
