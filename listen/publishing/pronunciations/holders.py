"""Finds the articles of a site that hold a word.

There is no index: reading and searching 10,000 articles takes seconds of another process, and
happens only when an editor asks. An index would be written with each save.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audio_cache.spec import LexiconEntry
from listen.database.tables import ArticleRow
from listen.publishing.context import PublishingContext
from listen.publishing.states import WITHDRAWN

_BATCH = 200
_MAX_BATCH_BYTES = 500_000
"""Articles that are read and searched together, and the bytes of their compressed specs. The search
of more takes too long."""


@dataclass(frozen=True)
class Holder:
    """An article that holds a word."""

    id: int
    """Number of its row."""
    count: int
    """Occurrences of the word."""


def find_holders(ctx: PublishingContext, site: str, entry: LexiconEntry) -> list[Holder]:
    """Return the articles whose newest version holds the word of an entry, newest first.

    The caller waits, and the search runs in an extraction process. Raises Unavailable.
    """
    found: list[Holder] = []
    for batch in _batches(ctx, site):
        counts = ctx.extractor.count_word([spec for _, spec in batch], entry)
        found += [
            Holder(number, count) for (number, _), count in zip(batch, counts, strict=True) if count
        ]
    return found


def _batches(ctx: PublishingContext, site: str) -> Iterator[list[tuple[int, bytes]]]:
    """Yield the numbers and the specs of the articles, newest first."""
    before: int | None = None
    while batch := _read_batch(ctx, site, before):
        yield batch
        before = batch[-1][0]


def _read_batch(ctx: PublishingContext, site: str, before: int | None) -> list[tuple[int, bytes]]:
    return ctx.database.read(lambda session: _batch(session, site, before))


def _batch(session: Session, site: str, before: int | None) -> list[tuple[int, bytes]]:
    """Return the next articles, at least one if there is any. Their specs are not longer in all
    than the limit, unless one is."""
    is_searched = (
        ArticleRow.site == site,
        ArticleRow.state != WITHDRAWN,
        ArticleRow.spec.is_not(None),
    )
    query = select(ArticleRow.id, func.length(ArticleRow.spec)).where(*is_searched)
    if before is not None:
        query = query.where(ArticleRow.id < before)
    chosen: list[int] = []
    size = 0
    for number, length in session.execute(query.order_by(ArticleRow.id.desc()).limit(_BATCH)):
        size += length
        if chosen and size > _MAX_BATCH_BYTES:
            break
        chosen.append(number)
    specs = select(ArticleRow.id, ArticleRow.spec).where(ArticleRow.id.in_(chosen))
    rows = session.execute(specs.order_by(ArticleRow.id.desc()))
    return [(number, spec) for number, spec in rows if spec]
