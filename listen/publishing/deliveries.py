"""Callbacks to sites, and purges of caches: the rows that say what must be sent.

A row is recorded in the transaction that makes its event happen, so that none is lost.
"""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from audio_cache.formats import FORMATS
from listen.database.tables import ArticleRow, DeliveryRow
from listen.database.types import now
from listen.sites.site import Site

AUDIO_FINISHED, AUDIO_FAILED, ARTICLE_HELD, AUDIO_WITHDRAWN = EVENTS = (
    "audio.finished",
    "audio.failed",
    "article.held",
    "audio.withdrawn",
)
"""The last one is for caches, at `purge_url`. The others are callbacks."""

MAX_PURGED = 100
"""Keys of one request. Their header must be shorter than the 8 KB that servers accept."""


def add_delivery(session: Session, site: Site, row: ArticleRow, event: str) -> None:
    """Record that a site must hear of an event, in the transaction that makes it happen."""
    for url in site.callbacks:
        _add(session, site, url, event, _payload(row, event))


def add_requested(session: Session, site: Site, url: str, event: str, data: dict[str, Any]) -> None:
    """Record that a URL which a request for audio named must hear of an event."""
    _add(session, site, url, event, _message(event, data), is_requested=True)


def add_purge(session: Session, site: Site, keys: Iterable[str], public_url: str) -> None:
    """Record that the cache of a site must forget audio, which its URLs do not answer any more.

    It must forget the feeds that name the audio, too.
    """
    if site.purge_url is None:
        return
    ended = list(keys)
    for start in range(0, len(ended), MAX_PURGED):
        batch = ended[start : start + MAX_PURGED]
        names, paths = batch, [path for key in batch for path in _paths(key)]
        if site.podcast:
            names = [*names, feed_tag(site.name)]
            paths += [f"/feeds/{site.name}.{form}" for form in ("xml", "json")]
        urls = [f"{public_url}{path}" for path in paths]
        _add(session, site, site.purge_url, AUDIO_WITHDRAWN, {"keys": names, "urls": urls})


def feed_tag(site: str) -> str:
    """Return the name by which caches know the feeds of a site."""
    return f"feeds-{site}"


def _add(
    session: Session,
    site: Site,
    url: str,
    event: str,
    payload: dict[str, Any],
    is_requested: bool = False,
) -> None:
    session.add(
        DeliveryRow(
            site=site.name,
            event=event,
            message_id=f"msg_{uuid4().hex}",
            url=url,
            is_requested=is_requested,
            payload=payload,
        )
    )


def _paths(key: str) -> list[str]:
    """Return the paths at which caches may have the audio and what belongs to it."""
    return [
        *(f"/audio/{key}.{extension}" for extension in (*FORMATS, "vtt", "chapters.json")),
        *(f"/v1/audio/{key}{document}" for document in ("", "/marks", "/report")),
        f"/embed/{key}",
    ]


def _payload(row: ArticleRow, event: str) -> dict[str, Any]:
    error = {"code": row.error_code, "detail": row.error_detail} if row.error_code else None
    data = {
        "id": row.source_id,
        "site": row.site,
        "url": row.url,
        "title": row.title,
        "state": row.state,
        "version": row.version,
        "audio_key": row.audio_key,
        "error": error,
    }
    return _message(event, data)


def _message(event: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"type": event, "timestamp": now().isoformat(), "data": data}
