"""Callbacks to sites: the events that are recorded, and the messages that tell them."""

from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from listen.database.tables import ArticleRow, DeliveryRow
from listen.database.types import now
from listen.sites.site import Site

AUDIO_FINISHED, AUDIO_FAILED, ARTICLE_HELD = EVENTS = (
    "audio.finished",
    "audio.failed",
    "article.held",
)


def add_delivery(session: Session, site: Site, row: ArticleRow, event: str) -> None:
    """Record that a site must hear of an event, in the transaction that makes it happen."""
    for url in site.callbacks:
        session.add(
            DeliveryRow(
                site=site.name,
                event=event,
                message_id=f"msg_{uuid4().hex}",
                url=url,
                payload=_payload(row, event),
            )
        )


def _payload(row: ArticleRow, event: str) -> dict[str, Any]:
    error = {"code": row.error_code, "detail": row.error_detail} if row.error_code else None
    return {
        "type": event,
        "timestamp": now().isoformat(),
        "data": {
            "id": row.source_id,
            "site": row.site,
            "url": row.url,
            "title": row.title,
            "state": row.state,
            "version": row.version,
            "audio_key": row.audio_key,
            "error": error,
        },
    }
