"""Queries for the orders to make articles again, and for their progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select
from sqlalchemy.orm import Session

from listen.database.tables import (
    ArticleRow,
    LexiconEditRow,
    LexiconRemakeArticleRow,
    LexiconRemakeRow,
)
from listen.database.types import now
from listen.publishing.pronunciations.remake import SEARCHING
from listen.publishing.states import FAILED, HELD, PENDING

_KEPT = timedelta(days=30)
"""Time that an order is listed."""


@dataclass(frozen=True)
class RemakeProgress:
    """Counts of the articles that were found so far, and of the segments of those that are made."""

    articles: int
    pending: int
    held: int
    """Articles whose new audio is made, and waits to be published by hand."""
    failed: int
    segments: int
    cached: int
    """Segments that did not change."""

    @property
    def made(self) -> int:
        """Return the articles whose new audio readers hear, or that were saved again since."""
        return self.articles - self.pending - self.held - self.failed


def add_remake(session: Session, site: str, word: str, editor: str) -> LexiconRemakeRow:
    """Add an order. One that searches already, with the same lexicon, is that order."""
    newest = select(func.max(LexiconEditRow.id)).where(LexiconEditRow.site == site)
    last_edit = session.scalar(newest) or 0
    query = select(LexiconRemakeRow).where(
        LexiconRemakeRow.site == site,
        LexiconRemakeRow.word == word,
        LexiconRemakeRow.state == SEARCHING,
        LexiconRemakeRow.last_edit == last_edit,
    )
    if known := session.scalars(query).first():
        return known
    row = LexiconRemakeRow(site=site, word=word, editor=editor, last_edit=last_edit)
    session.add(row)
    session.flush()
    return row


def find_remake(session: Session, remake_id: int) -> LexiconRemakeRow | None:
    """Return an order by its id."""
    return session.get(LexiconRemakeRow, remake_id)


def list_remakes(
    session: Session, site: str, before: int, limit: int
) -> Sequence[LexiconRemakeRow]:
    """Return the orders of a site, newest first, whose id is below `before`."""
    query = (
        select(LexiconRemakeRow)
        .where(LexiconRemakeRow.site == site, LexiconRemakeRow.id < before)
        .order_by(LexiconRemakeRow.id.desc())
        .limit(limit)
    )
    return session.scalars(query).all()


def unfinished_remakes(session: Session) -> Sequence[int]:
    """Return the ids of the orders whose search has not ended, oldest first."""
    query = select(LexiconRemakeRow.id).where(LexiconRemakeRow.state == SEARCHING)
    return session.scalars(query.order_by(LexiconRemakeRow.id)).all()


def delete_old_remakes(session: Session) -> None:
    """Delete the orders that are no longer listed."""
    old = LexiconRemakeRow.created_at < now() - _KEPT
    session.execute(delete(LexiconRemakeRow).where(old))


def progress_of(session: Session, remake_id: int) -> RemakeProgress:
    """Return the progress of an order."""
    found = LexiconRemakeArticleRow
    is_next = ArticleRow.next_key == found.key
    is_newest = or_(is_next, ArticleRow.audio_key == found.key)

    query = (
        select(
            func.count(),
            _sum(and_(is_next, ArticleRow.state == PENDING), 1),
            _sum(and_(is_next, ArticleRow.state == HELD), 1),
            _sum(or_(found.key.is_(None), and_(is_next, ArticleRow.state == FAILED)), 1),
            _sum(is_newest, ArticleRow.segments),
            _sum(is_newest, ArticleRow.cached),
        )
        .select_from(found)
        .join(ArticleRow, ArticleRow.id == found.article_id)
        .where(found.remake_id == remake_id)
    )
    return RemakeProgress(*map(int, session.execute(query).one()))


def _sum(condition: ColumnElement[bool], value: Any) -> ColumnElement[int]:
    """Return the sum of a value over the rows that meet a condition."""
    return func.coalesce(func.sum(case((condition, value), else_=0)), 0)
