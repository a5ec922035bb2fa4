"""Saves an article: makes the audio of its words, if it has others than before."""

import time
from collections.abc import Callable

from sqlalchemy.orm import Session

from audio_cache.documents import compress
from audio_cache.facts import SpecFacts
from listen.database.tables import ArticleRow
from listen.database.types import now
from listen.errors import Unprocessable
from listen.extraction.extractor import Busy
from listen.publishing.article_rows import PAGE_SOURCE, find_row, lock_row, set_url
from listen.publishing.change import Save
from listen.publishing.context import PublishingContext
from listen.publishing.fields import ArticleFields, parse_article_fields
from listen.publishing.release import keys_of, release_keys
from listen.publishing.source_id import check_source_id, storable
from listen.publishing.states import PENDING, PUBLIC, WITHDRAWN
from listen.publishing.versions import Saved, cancel_abandoned, record_version, request_version
from listen.publishing.words import Words, words_of
from listen.sites.site import Site

_PATIENCE = 45.0
"""Seconds that a client waits for a busy server."""
_PAUSE = 0.2

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
    words = words_of(ctx, site, fields, is_clicked=source_id.startswith(PAGE_SOURCE))
    if words:
        admit(words.key, words.facts)

    def apply(session: Session) -> Saved:
        row = lock_row(session, site.name, source_id)
        if row is None:
            row = ArticleRow(site=site.name, source_id=source_id, state=PENDING, urls=[])
            session.add(row)
            session.flush()  # sets its defaults
        elif row.change_time > change.time:
            return Saved(row)
        row.change_time = change.time
        if row.access == PUBLIC != fields.access:
            _end_public_audio(row, words)
        _describe(row, fields, _is_held(site, row, fields), words)
        return record_version(session, site, row, words)

    saved = ctx.database.write(apply)
    row = saved.row
    if not row.is_released:
        release_keys(ctx, row)
    cancel_abandoned(ctx, saved)
    if words:
        request_version(ctx, saved, words, fields.speech.priority)
    return row


def save_patiently(
    ctx: PublishingContext, site: Site, change: Save, admit: Admit = _admit_all
) -> ArticleRow:
    """Save an article as `save_article`, and wait while the server is busy with others.

    In a storm of edits, most attempts find that a later save was faster.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return save_article(ctx, site, change, admit)
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


def _is_held(site: Site, row: ArticleRow, fields: ArticleFields) -> bool:
    """Return whether the article waits for somebody to publish it.

    One that waits, and that nobody hears, does so until it is published or the fields say no.
    """
    if fields.hold is not None:
        return fields.hold
    return site.hold or (row.hold and row.audio_key is None and row.state != WITHDRAWN)


def _describe(row: ArticleRow, fields: ArticleFields, hold: bool, words: Words | None) -> None:
    """Record what is known of the article."""
    set_url(row, fields.url)
    title = fields.speech.title or (words.facts.title if words else "") or row.title or ""
    row.title = storable(title)
    row.author, row.image, row.tags = fields.author, fields.image, fields.tags
    row.language = words.spec.language if words else fields.speech.language
    row.voice = storable(fields.speech.voice) if fields.speech.voice else None
    row.dropped = compress(words.dropped) if words else None
    row.lexicon = [entry.to_dict() for entry in fields.speech.lexicon]
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
