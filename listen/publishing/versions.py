"""The versions of an article: each has other words, another voice or another pronunciation."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from audio_cache.documents import compress
from audio_cache.priorities import CLICK
from audio_cache.stores.store import SIGNED
from listen.database.tables import ArticleRow
from listen.database.types import now
from listen.publishing.article_rows import public_keys, used_keys
from listen.publishing.context import PublishingContext
from listen.publishing.states import FAILED, PENDING, PUBLIC, READY, WITHDRAWN
from listen.publishing.words import Words
from listen.sites.site import Site

_MAX_OLD_KEYS = 200

DEBOUNCE = 2.0
"""Seconds that an edit waits for the next one. An editor's click may save twice."""


@dataclass(frozen=True)
class Saved:
    """An article whose newest version was recorded. `request_version` requests its audio."""

    row: ArticleRow
    is_new: bool = False
    """True: the words are other ones than before."""
    abandoned: tuple[str, ...] = ()
    """Audio that is being made and that nobody needs any more."""
    is_signed: bool = False
    """True: only those with a signed URL may have the audio."""


def record_version(session: Session, site: Site, row: ArticleRow, words: Words | None) -> Saved:
    """Record what is spoken of an article; None: nothing is."""
    is_new, abandoned = _set_words(row, words)
    session.flush()
    is_protected = row.access != PUBLIC and site.protected_audio
    is_restricted = is_protected or (row.hold and row.next_key is not None)
    return Saved(
        row,
        is_new,
        tuple({*abandoned} - used_keys(session, abandoned)),
        is_restricted and words is not None and not public_keys(session, [words.key]),
    )


def request_version(ctx: PublishingContext, saved: Saved, words: Words, priority: str) -> None:
    """Request the audio, if the article has it: a later save may have been faster.

    A reader's audio is requested at once, any other after the editor's last save.
    """
    if words.key not in (saved.row.audio_key, saved.row.next_key):
        return
    restriction = ctx.library.restriction(words.key)
    if saved.is_signed:
        ctx.library.restrict(words.key, SIGNED)
    elif restriction == SIGNED:
        ctx.library.restrict(words.key, None)
    delay = DEBOUNCE if saved.is_new and priority != CLICK else 0.0
    ctx.library.request(words.spec, priority, facts=words.facts, delay=delay)
    cancel_if_replaced(ctx, words.key)


def cancel_abandoned(ctx: PublishingContext, saved: Saved) -> None:
    """Stop making the audio of versions that nobody needs any more."""
    for key in saved.abandoned:
        ctx.library.cancel(key)


def _set_words(row: ArticleRow, words: Words | None) -> tuple[bool, list[str]]:
    """Record what is spoken. Return whether it is new, and audio that nobody needs any more."""
    abandoned = [row.next_key] if row.next_key else []
    if words is None:
        if row.state != WITHDRAWN:
            row.state, row.is_released, row.changed_at = WITHDRAWN, False, now()
        row.spec = None
        return False, []
    row.error_code = row.error_detail = None
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
    row.segments = row.cached = None
    row.changed_at = now()
    return True, abandoned


def cancel_if_replaced(ctx: PublishingContext, key: str) -> None:
    """Cancel an audio that a later save, which was faster, has replaced meanwhile."""
    is_used = ctx.database.read(lambda session: used_keys(session, [key]))
    if not is_used:
        ctx.library.cancel(key)
