"""Tables of callbacks to sites: those to send, and those that wait for an audio."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from listen.database.tables.base import Base
from listen.database.types import now


class DeliveryRow(Base):
    """A callback to a site: one event that the site must hear of."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("deliveries_by_due_time", "state", "next_at"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    site: Mapped[str] = mapped_column(String(64))
    event: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[str] = mapped_column(String(64))
    """The header webhook-id, the same at each attempt."""
    url: Mapped[str]
    is_requested: Mapped[bool] = mapped_column(default=False, server_default=false())
    """True: a request for audio named the URL. False: the site lists it."""
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16), default="pending")
    """pending, delivered or failed."""
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(default=now)
    last_status: Mapped[int | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    delivered_at: Mapped[datetime | None]


class AudioCallbackRow(Base):
    """A URL that must hear how an audio ends, because a request for the audio named it."""

    __tablename__ = "audio_callbacks"
    __table_args__ = (
        UniqueConstraint("site", "requested_key", "url"),
        Index("audio_callbacks_by_event", "event", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    site: Mapped[str] = mapped_column(String(64))
    requested_key: Mapped[str] = mapped_column(String(64))
    audio_key: Mapped[str] = mapped_column(String(64))
    """Another key than the requested one if a fallback voice speaks."""
    url: Mapped[str]
    event: Mapped[str | None] = mapped_column(String(64))
    """The event that was told last; None while the audio is being made."""
    created_at: Mapped[datetime] = mapped_column(default=now)
