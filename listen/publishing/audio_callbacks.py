"""Callbacks that a request for audio names: `callback_url` of POST /v1/audio.

A row waits until the audio has ended, however long this process or a worker is away. The event is
recorded in the transaction that ends the waiting.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from audio_cache.rendition import Rendition
from audio_cache.state import FAILED, FINISHED, States
from listen.database.tables import AudioCallbackRow
from listen.database.types import now
from listen.errors import ApiError, Gone, UnknownAudio, Unprocessable, UrlNotAllowed
from listen.fetch.url import PORTS, parse_url
from listen.host import host_of
from listen.library.audio import EVICTED, Audio
from listen.publishing.context import PublishingContext
from listen.publishing.deliveries import AUDIO_FAILED, AUDIO_FINISHED, add_requested
from listen.sites.site import Site
from listen.sites.webhook_secret import decode_secret

log = logging.getLogger(__name__)

_MAX_WAITING = 5000
_MAX_TOLD = 200
"""Callbacks of one sweep. The next one continues."""
_RETENTION = timedelta(days=30)


@dataclass(frozen=True)
class _End:
    """The end of an audio."""

    state: str
    title: str = ""
    error: tuple[str, str] | None = None
    """Code and detail."""
    superseded_by: str | None = None


def check_callback_url(site: Site, url: str) -> str:
    """Return a URL that a request names, in the form in which it is stored.

    It must be on a host of the site, or of its callbacks. Raises UrlNotAllowed for any other, and
    Unprocessable if the site has no secret that signs.
    """
    target = parse_url(url)
    if target.host not in {*site.hosts, *(host_of(each) for each in site.callbacks)}:
        raise UrlNotAllowed(
            f"'callback_url' must be on a host of the site {site.name!r} or of its `callbacks`, "
            f"got {target.host}."
        )
    if target.port not in PORTS.values() and target.host_and_port not in site.private_hosts:
        raise UrlNotAllowed(f"The port of 'callback_url' must be 80 or 443, got {target.port}.")
    try:
        decode_secret(site.secrets[0])
    except (IndexError, ValueError):
        raise Unprocessable(
            f"'callback_url' needs a signature: the first of `secrets` of the site {site.name!r} "
            "must be whsec_ and Base64."
        ) from None
    return str(target)


def await_end(ctx: PublishingContext, site: Site, audio: Audio, url: str) -> None:
    """Record that a URL must hear how an audio ends, once for each end of it.

    A URL that heard that the audio is finished hears nothing more, unless it is made again.
    Raises Unavailable.
    """

    def record(session: Session) -> None:
        query = select(AudioCallbackRow).where(
            AudioCallbackRow.site == site.name,
            AudioCallbackRow.requested_key == audio.key,
            AudioCallbackRow.url == url,
        )
        row = session.scalars(query.with_for_update()).first()
        if row is None:
            session.add(
                AudioCallbackRow(
                    site=site.name, requested_key=audio.key, audio_key=audio.key, url=url
                )
            )
        elif row.event and (audio.state != FINISHED or row.event != AUDIO_FINISHED):
            row.event, row.audio_key, row.created_at = None, audio.key, now()

    ctx.database.write(record)


def tell_ended(ctx: PublishingContext, states: States) -> int:
    """Record the events of the audio that has ended. Return the number of callbacks.

    One command asks Redis which audio is still pending, however many callbacks wait.
    """
    query = (
        select(AudioCallbackRow)
        .where(AudioCallbackRow.event.is_(None))
        .order_by(AudioCallbackRow.id)
        .limit(_MAX_WAITING)
    )
    waiting = ctx.database.read(lambda session: session.scalars(query).all())
    if not waiting:
        return 0
    pending = states.pending([Rendition(row.audio_key).name for row in waiting])
    ended = [row for row in waiting if Rendition(row.audio_key).name not in pending][:_MAX_TOLD]
    for row in ended:
        try:
            _tell(ctx, row)
        except ApiError as error:  # one callback does not stop the others
            log.warning("callback of %s: %s", row.audio_key, error)
    return len(ended)


def delete_old_callbacks(ctx: PublishingContext) -> None:
    """Delete what was told 30 days ago, as the log of deliveries."""
    old = delete(AudioCallbackRow).where(
        AudioCallbackRow.event.is_not(None), AudioCallbackRow.created_at < now() - _RETENTION
    )
    ctx.database.write(lambda session: session.execute(old))


def _tell(ctx: PublishingContext, row: AudioCallbackRow) -> None:
    end = _end_of(ctx, row.audio_key)
    if end is None:
        return
    site = ctx.sites.find(row.site)

    def record(session: Session) -> None:
        current = session.get(AudioCallbackRow, row.id, with_for_update=True)
        if current is None or (current.event, current.audio_key) != (None, row.audio_key):
            return
        if end.superseded_by:
            current.audio_key = end.superseded_by
            return
        current.event = AUDIO_FAILED if end.error else AUDIO_FINISHED
        if site:
            add_requested(session, site, current.url, current.event, _data(current, end))

    ctx.database.write(record)


def _end_of(ctx: PublishingContext, key: str) -> _End | None:
    """Return how the audio ended; None while it is being made.

    A finished one that was evicted since is made again when somebody asks for it.
    """
    try:
        audio = ctx.library.find(key)
    except (UnknownAudio, Gone) as error:
        return _End(FAILED, error=(error.code, str(error)))
    if audio.manifest or audio.state == EVICTED:
        return _End(FINISHED, audio.facts.title)
    progress = audio.progress
    if audio.state != FAILED or progress is None:
        return None
    reason = (progress.error_code or "engine_failed", progress.error_detail)
    return _End(FAILED, audio.facts.title, reason, progress.superseded_by)


def _data(row: AudioCallbackRow, end: _End) -> dict[str, Any]:
    """Return the data of an event. No article belongs to it."""
    return {
        "id": None,
        "site": row.site,
        "url": None,
        "title": end.title,
        "state": end.state,
        "version": None,
        "audio_key": row.audio_key,
        "requested_key": row.requested_key,
        "error": dict(zip(("code", "detail"), end.error, strict=True)) if end.error else None,
    }
