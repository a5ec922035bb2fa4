"""Makes the articles that hold a word again, with its present pronunciation.

The order is in the database. The publish process searches the articles in the order of their
numbers and records how far it is, so that another one goes on when it is killed. The worker takes
every sentence without the word from its cache. The old audio stays until the new one is whole.
"""

import logging
import time
from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio_cache.priorities import PUBLISH
from listen.database.tables import ArticleRow, LexiconRemakeArticleRow, LexiconRemakeRow
from listen.database.types import now
from listen.errors import ApiError, TooLong, Unavailable, UnknownVoice
from listen.publishing.article_rows import lock_row, spec_of
from listen.publishing.context import PublishingContext
from listen.publishing.states import FAILED, WITHDRAWN
from listen.publishing.versions import Saved, cancel_abandoned, record_version, request_version
from listen.publishing.words import Words
from listen.publishing.words_again import spec_again, words_of_spec
from listen.request.word_search import entries_of, may_hold
from listen.sites.site import Site

log = logging.getLogger(__name__)

SEARCHING, SEARCHED = "searching", "searched"

_BATCH = 50
"""Articles after which the progress is recorded."""

_PATIENCE, _PAUSE = 10.0, 0.2
"""Seconds that a job waits for the lexicon, and between two looks at it."""


def run_remake(ctx: PublishingContext, remake_id: int, go_on: Callable[[], bool]) -> bool:
    """Search the articles and request their audio. Return whether all were searched.

    `go_on` is called after each batch, and returns False to stop. Raises Unavailable and
    redis.RedisError; another call goes on.
    """
    remake = ctx.database.read(lambda session: session.get(LexiconRemakeRow, remake_id))
    if remake is None or remake.state == SEARCHED:
        return True
    _wait_for_edit(ctx, remake.last_edit)
    site = ctx.sites.find(remake.site)
    while site:
        rows = ctx.database.read(lambda session: _next_articles(session, remake_id))
        if not rows:
            break
        for row in rows:
            _make_again(ctx, site, remake_id, remake.word, row)
        _record(ctx, remake_id, rows[-1].id)
        if not go_on():
            return False
    _record(ctx, remake_id, None)
    return True


def _wait_for_edit(ctx: PublishingContext, edit_id: int) -> None:
    """Wait until this process knows the lexicon that the order is about. Raises Unavailable."""
    deadline = time.monotonic() + _PATIENCE
    ctx.sites.refresh()
    while not ctx.sites.knows_edit(edit_id):
        if time.monotonic() > deadline:
            raise Unavailable("The lexicons in the database cannot be read.")
        time.sleep(_PAUSE)


def _make_again(
    ctx: PublishingContext, site: Site, remake_id: int, word: str, row: ArticleRow
) -> None:
    """Make an article again, if the pronunciation of the word changes in it.

    Raises Unavailable and redis.RedisError.
    """
    try:
        words = _new_words(ctx, site, word, row)
    except (TooLong, UnknownVoice) as error:
        _record_article(ctx, remake_id, row, error)
        return
    if words is None:
        return

    def apply(session: Session) -> Saved | None:
        current = lock_row(session, row.site, row.source_id)
        if current is None or current.spec != row.spec or current.state == WITHDRAWN:
            return None
        session.merge(
            LexiconRemakeArticleRow(remake_id=remake_id, article_id=row.id, key=words.key)
        )
        return record_version(session, site, current, words)

    saved = ctx.database.write(apply)
    if saved is None:  # it was saved meanwhile, perhaps without the new entry
        latest = ctx.database.read(lambda session: session.get(ArticleRow, row.id))
        if latest and latest.spec and latest.state != WITHDRAWN:
            _make_again(ctx, site, remake_id, word, latest)
        return
    cancel_abandoned(ctx, saved)
    request_version(ctx, saved, words, PUBLISH)


def _next_articles(session: Session, remake_id: int) -> Sequence[ArticleRow]:
    """Return the next articles that may be made again.

    One whose latest change failed keeps what it has, until it is saved again.
    """
    remake = session.get_one(LexiconRemakeRow, remake_id)
    has_failed = (ArticleRow.state == FAILED) & ArticleRow.next_key.is_(None)
    query = (
        select(ArticleRow)
        .where(
            ArticleRow.site == remake.site,
            ArticleRow.id > remake.last_article,
            ArticleRow.state != WITHDRAWN,
            ArticleRow.spec.is_not(None),
            ~has_failed,
        )
        .order_by(ArticleRow.id)
        .limit(_BATCH)
    )
    return session.scalars(query).all()


def _new_words(ctx: PublishingContext, site: Site, word: str, row: ArticleRow) -> Words | None:
    """Return the words with the present lexicon; None if this word sounds as before.

    Raises TooLong and UnknownVoice.
    """
    spec = spec_of(row)
    if spec is None or not may_hold(spec, word):
        return None
    again = spec_again(ctx, site, row, spec, word)
    if entries_of(again, word) == entries_of(spec, word):
        return None
    return words_of_spec(ctx, row, again)


def _record(ctx: PublishingContext, remake_id: int, last_article: int | None) -> None:
    """Record how far the search is; None: it has ended."""

    def record(session: Session) -> None:
        remake = session.get_one(LexiconRemakeRow, remake_id)
        if last_article is None:
            remake.state, remake.searched_at = SEARCHED, now()
        else:
            remake.last_article = max(remake.last_article, last_article)

    ctx.database.write(record)


def _record_article(
    ctx: PublishingContext, remake_id: int, row: ArticleRow, error: ApiError
) -> None:
    """Record that the article cannot be made again."""
    log.warning("%s/%s: not made again: %s", row.site, row.source_id, error)
    found = LexiconRemakeArticleRow(
        remake_id=remake_id, article_id=row.id, error_code=error.code, error_detail=str(error)
    )
    ctx.database.write(lambda session: session.merge(found))
