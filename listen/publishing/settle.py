"""Settles an article whose audio has ended: it is ready, held or failed."""

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy.orm import Session

from audio_cache.priorities import PUBLISH
from audio_cache.spec import SpeechSpec
from audio_cache.state import FAILED as AUDIO_FAILED
from audio_cache.stores.store import SIGNED
from listen.database.tables import ArticleRow
from listen.database.types import now
from listen.errors import Gone, QueueFull, UnknownAudio
from listen.failures import VOICE_CHANGED
from listen.library.audio import EVICTED, Audio
from listen.publishing.article_rows import find_row, lock_row, spec_of
from listen.publishing.context import PublishingContext
from listen.publishing.deliveries import ARTICLE_HELD, AUDIO_FINISHED, add_delivery
from listen.publishing.deliveries import AUDIO_FAILED as FAILED_EVENT
from listen.publishing.states import FAILED, HELD, PENDING, PUBLIC, READY
from listen.publishing.versions import (
    Saved,
    cancel_if_replaced,
    record_version,
    request_version,
)
from listen.publishing.words_again import words_of_spec
from listen.sites.site import Site


@dataclass(frozen=True)
class _End:
    """The end of an article's audio."""

    key: str
    state: str
    segments: int | None = None
    cached: int | None = None
    error: tuple[str, str] | None = None
    """Code and detail."""
    superseded_by: str | None = None


def settle_article(ctx: PublishingContext, row: ArticleRow) -> ArticleRow:
    """Return the article as it is now that its audio may have ended.

    Audio that Redis or the store has lost is requested again. Audio that no worker makes any more,
    because they were upgraded, is replaced by that of the present voices.
    """
    if row.state != PENDING or row.next_key is None:
        return row
    try:
        audio = ctx.library.find(row.next_key)
    except (UnknownAudio, Gone):
        return _request_again(ctx, row)
    if audio.state == EVICTED:
        return _request_again(ctx, row)
    end = _end_of(audio)
    if end is None:
        return row
    site = ctx.sites.find(row.site)
    has_changed = end.error is not None and end.error[0] == VOICE_CHANGED
    if site and has_changed and (spec := ctx.library.superseding_spec(audio)):
        return _replace(ctx, site, row, spec)

    def apply(session: Session) -> ArticleRow:
        current = lock_row(session, row.site, row.source_id)
        if current is None or (current.state, current.next_key) != (PENDING, end.key):
            return current or row
        if end.superseded_by:
            current.next_key = end.superseded_by
            current.old_keys = [*current.old_keys, end.key]
            return current
        current.segments, current.cached = end.segments, end.cached
        current.error_code, current.error_detail = end.error or (None, None)
        if end.state == FAILED:
            current.state = FAILED
        elif current.hold:
            current.state = HELD
        else:
            promote(current)
        event = {FAILED: FAILED_EVENT, HELD: ARTICLE_HELD, READY: AUDIO_FINISHED}[current.state]
        if site:
            add_delivery(session, site, current, event)
        return current

    settled = ctx.database.write(apply)
    if end.superseded_by and ctx.library.restriction(end.key) == SIGNED:
        ctx.library.restrict(end.superseded_by, SIGNED)
    if settled.state == READY:
        open_audio(ctx, settled)
    return settled


def promote(row: ArticleRow) -> None:
    """Make the newest audio that which readers hear."""
    if row.audio_key and row.audio_key != row.next_key:
        row.old_keys = [*row.old_keys, row.audio_key]
    row.audio_key, row.next_key, row.state = row.next_key, None, READY
    row.changed_at = now()


def open_audio(ctx: PublishingContext, row: ArticleRow) -> None:
    """Let everybody have the audio of a public article, or of the public part of another one."""
    site = ctx.sites.find(row.site)
    is_open = row.access == PUBLIC or (site is not None and not site.protected_audio)
    if row.audio_key and is_open and ctx.library.restriction(row.audio_key) == SIGNED:
        ctx.library.restrict(row.audio_key, None)


def _end_of(audio: Audio) -> _End | None:
    """Return how the audio ended; None while it is being made."""
    if audio.manifest:
        return _End(audio.key, READY, audio.manifest.segments, audio.manifest.cached)
    progress = audio.progress
    if audio.state != AUDIO_FAILED or progress is None:
        return None
    error = (progress.error_code or "engine_failed", progress.error_detail)
    return _End(audio.key, FAILED, error=error, superseded_by=progress.superseded_by)


def _replace(ctx: PublishingContext, site: Site, row: ArticleRow, spec: SpeechSpec) -> ArticleRow:
    """Record and request another spec of the same words, unless a later save has replaced them."""
    words = words_of_spec(ctx, row, spec)

    def apply(session: Session) -> Saved | None:
        current = lock_row(session, row.site, row.source_id)
        if current is None or (current.state, current.next_key) != (PENDING, row.next_key):
            return None
        return record_version(session, site, current, words)

    saved = ctx.database.write(apply)
    if saved is None:
        return row
    with suppress(QueueFull):  # it is looked for again
        request_version(ctx, saved, words, PUBLISH)
    return saved.row


def _request_again(ctx: PublishingContext, row: ArticleRow) -> ArticleRow:
    """Request audio that was lost, unless a later save has replaced it."""
    current = ctx.database.read(lambda session: find_row(session, row.site, row.source_id)) or row
    spec = spec_of(current)
    if spec and current.next_key and current.next_key == row.next_key:
        with suppress(QueueFull):  # it is looked for again
            ctx.library.request(spec, PUBLISH, site=row.site)
            cancel_if_replaced(ctx, current.next_key)
    return current
