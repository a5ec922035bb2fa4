"""Saves an article: makes the audio of its words, if it has others than before."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from audio_cache.documents import compress
from audio_cache.facts import SpecFacts
from audio_cache.queue import CLICK
from audio_cache.stores.store import SIGNED
from listen.database.tables import ArticleRow
from listen.database.types import now
from listen.errors import Unprocessable
from listen.extraction.extractor import Busy
from listen.publishing.article_rows import find_row, lock_row, public_keys, set_url, used_keys
from listen.publishing.change import Save
from listen.publishing.context import PublishingContext
from listen.publishing.fields import ArticleFields, parse_article_fields
from listen.publishing.release import keys_of, release_keys
from listen.publishing.source_id import check_source_id, storable
from listen.publishing.states import (
    FAILED,
    PENDING,
    PUBLIC,
    READY,
    WITHDRAWN,
)
from listen.publishing.words import Words, words_of
from listen.sites.site import Site

_MAX_OLD_KEYS = 200

_PATIENCE = 45.0
"""Seconds that a client waits for a busy server."""
_PAUSE = 0.2

DEBOUNCE = 2.0
"""Seconds that an edit waits for the next one. An editor's click may save twice."""


@dataclass(frozen=True)
class _Saved:
    """The result of a save."""

    row: ArticleRow
    is_new: bool = False
    """True: the words are other ones than before."""
    abandoned: tuple[str, ...] = ()
    """Audio that is being made and that nobody needs any more."""
    is_signed: bool = False
    """True: only those with a signed URL may have the audio."""


Admit = Callable[[str, SpecFacts], None]
"""Takes the key of an audio and its facts, and raises ApiError if it must not be requested."""


def _admit_all(key: str, facts: SpecFacts) -> None:
    """Raise nothing."""


def save_article(
    ctx: PublishingContext, site: Site, change: Save, admit: Admit = _admit_all
) -> ArticleRow:
    """Save an article and request the audio of it. Return the article as it is now.

    An article ignores a change that is older than its latest one. `admit` is called before
    anything is saved. Raises ApiError.
    """
    source_id = check_source_id(change.source_id)
    fields = parse_article_fields(change.fields, ctx.max_chars)
    _check_host(ctx, site, fields.url)
    if row := ctx.database.read(lambda session: _newer(session, site, source_id, change.time)):
        return row
    words = words_of(ctx, site, fields)
    if words:
        admit(words.key, words.facts)
    hold = site.hold if fields.hold is None else fields.hold

    def apply(session: Session) -> _Saved:
        row = lock_row(session, site.name, source_id)
        if row is None:
            row = ArticleRow(site=site.name, source_id=source_id, state=PENDING, urls=[])
            session.add(row)
            session.flush()  # sets its defaults
        elif row.change_time > change.time:
            return _Saved(row)
        row.change_time = change.time
        if row.access == PUBLIC != fields.access:
            _end_public_audio(row, words)
        _describe(row, fields, hold, words)
        is_new, abandoned = _set_words(row, words)
        session.flush()
        is_protected = row.access != PUBLIC and site.protected_audio
        is_restricted = is_protected or (row.hold and row.next_key is not None)
        return _Saved(
            row,
            is_new,
            tuple({*abandoned} - used_keys(session, abandoned)),
            is_restricted and words is not None and not public_keys(session, [words.key]),
        )

    saved = ctx.database.write(apply)
    row = saved.row
    if not row.is_released:
        release_keys(ctx, row)
    for key in saved.abandoned:
        ctx.library.cancel(key)
    if words and words.key in (row.audio_key, row.next_key):
        _request(ctx, words, saved, fields.speech.priority)
        _cancel_if_replaced(ctx, words.key)
    return row


def save_patiently(ctx: PublishingContext, site: Site, change: Save) -> ArticleRow:
    """Save an article as `save_article`, and wait while the server is busy with others.

    In a storm of edits, most attempts find that a later save was faster.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return save_article(ctx, site, change)
        except Busy:
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)


def _newer(session: Session, site: Site, source_id: str, change_time: int) -> ArticleRow | None:
    """Return the article if its latest change is newer."""
    row = find_row(session, site.name, source_id)
    return row if row and row.change_time > change_time else None


def _check_host(ctx: PublishingContext, site: Site, url: str | None) -> None:
    """Raise Unprocessable for the page of another site."""
    if url is None:
        return
    owner = ctx.sites.of_url(url)
    if owner != site and (owner or site.hosts):
        hosts = ", ".join(site.hosts) or "one that is no other site's"
        raise Unprocessable(
            f"'url' must be on a host of the site {site.name!r} ({hosts}), got {url[:200]!r}."
        )


def _describe(row: ArticleRow, fields: ArticleFields, hold: bool, words: Words | None) -> None:
    """Record what is known of the article."""
    set_url(row, fields.url)
    title = fields.speech.title or (words.facts.title if words else "") or row.title or ""
    row.title = storable(title)
    row.author, row.image, row.tags = fields.author, fields.image, fields.tags
    row.language = words.spec.language if words else fields.speech.language
    row.voice = storable(fields.speech.voice) if fields.speech.voice else None
    row.access, row.hold = fields.access, hold
    row.published_at = fields.published_at or row.published_at or now()
    row.updated_at = fields.updated_at or row.updated_at


def _end_public_audio(row: ArticleRow, words: Words | None) -> None:
    """End all audio of an article that is no longer public, but that of the same words.

    That one needs signed URLs from now on.
    """
    keys = keys_of(row)
    ended = [key for key in keys if words is None or key != words.key]
    if keys:
        row.old_keys, row.is_released = ended, False
    if row.audio_key in ended:
        row.audio_key = None
    if row.next_key in ended:
        row.next_key = None


def _set_words(row: ArticleRow, words: Words | None) -> tuple[bool, list[str]]:
    """Record what is spoken. Return whether it is new, and audio that nobody needs any more."""
    abandoned = [row.next_key] if row.next_key else []
    if words is None:
        if row.state != WITHDRAWN:
            row.state, row.is_released, row.changed_at = WITHDRAWN, False, now()
        row.spec = None
        return False, []
    if words.key == row.next_key:
        if row.state in (FAILED, WITHDRAWN):
            row.state = PENDING
        return False, []
    if words.key == row.audio_key and row.state != WITHDRAWN:
        row.next_key, row.state = None, READY
        row.cached = row.segments
        return False, abandoned
    row.old_keys = [*row.old_keys, *abandoned][-_MAX_OLD_KEYS:]
    row.next_key, row.state, row.version = words.key, PENDING, row.version + 1
    row.spec = compress(words.spec_json)
    row.segments = row.cached = row.error_code = row.error_detail = None
    row.changed_at = now()
    return True, abandoned


def _request(ctx: PublishingContext, words: Words, saved: _Saved, priority: str) -> None:
    """Request the audio; a reader's one at once, any other after the editor's last save."""
    restriction = ctx.library.restriction(words.key)
    if saved.is_signed:
        ctx.library.restrict(words.key, SIGNED)
    elif restriction == SIGNED:
        ctx.library.restrict(words.key, None)
    delay = DEBOUNCE if saved.is_new and priority != CLICK else 0.0
    ctx.library.request(words.spec, priority, facts=words.facts, delay=delay)


def _cancel_if_replaced(ctx: PublishingContext, key: str) -> None:
    """Cancel an audio that a later save, which was faster, has replaced meanwhile."""
    is_used = ctx.database.read(lambda session: used_keys(session, [key]))
    if not is_used:
        ctx.library.cancel(key)
