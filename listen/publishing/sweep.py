"""Periodic work on articles: what has ended is settled, what was withdrawn is ended."""

import logging

from sqlalchemy import select

from audio_cache.rendition import Rendition
from audio_cache.state import States
from listen.database.tables import ArticleRow
from listen.errors import ApiError
from listen.publishing.context import PublishingContext
from listen.publishing.release import release_keys
from listen.publishing.settle import settle_article
from listen.publishing.states import PENDING

log = logging.getLogger(__name__)

_MAX_PENDING = 5000
_MAX_SETTLED = 200
"""Articles of one sweep. The next one continues."""


def settle_ended(ctx: PublishingContext, states: States) -> int:
    """Settle the articles whose audio has ended. Return their number.

    One command asks Redis which audio is still pending, however many articles wait.
    """
    query = (
        select(ArticleRow.id, ArticleRow.next_key)
        .where(ArticleRow.state == PENDING, ArticleRow.next_key.is_not(None))
        .order_by(ArticleRow.id)
        .limit(_MAX_PENDING)
    )
    waiting = ctx.database.read(lambda session: session.execute(query).all())
    if not waiting:
        return 0
    pending = states.pending([Rendition(key).name for _, key in waiting if key])
    ended = [number for number, key in waiting if key and Rendition(key).name not in pending]
    chosen = select(ArticleRow).where(ArticleRow.id.in_(ended[:_MAX_SETTLED]))
    for row in ctx.database.read(lambda session: session.scalars(chosen).all()):
        _settle(ctx, row)
    return len(ended[:_MAX_SETTLED])


def release_withdrawn(ctx: PublishingContext) -> None:
    """End the audio of articles whose process was killed before it could."""
    query = select(ArticleRow).where(ArticleRow.is_released.is_(False)).limit(_MAX_SETTLED)
    for row in ctx.database.read(lambda session: session.scalars(query).all()):
        release_keys(ctx, row)


def _settle(ctx: PublishingContext, row: ArticleRow) -> None:
    try:
        settle_article(ctx, row)
    except ApiError as error:  # one article does not stop the others
        log.warning("%s/%s: %s", row.site, row.source_id, error)
