"""Publishes an article that was held."""

from sqlalchemy.orm import Session

from listen.database.tables import ArticleRow
from listen.errors import Conflict
from listen.publishing.article_rows import lock_row
from listen.publishing.context import PublishingContext
from listen.publishing.deliveries import AUDIO_FINISHED, add_delivery
from listen.publishing.settle import open_audio, promote
from listen.publishing.states import HELD, READY


def publish_article(ctx: PublishingContext, row: ArticleRow) -> ArticleRow:
    """End `held`: the newest audio is public now. Return the article.

    An article that is ready stays so. Raises Conflict in any other state.
    """

    site = ctx.sites.find(row.site)

    def apply(session: Session) -> ArticleRow:
        current = lock_row(session, row.site, row.source_id) or row
        if current.state == HELD:
            promote(current)
            if site:
                add_delivery(session, site, current, AUDIO_FINISHED)
        elif current.state != READY:
            raise Conflict(f"The article must be held to be published, and is {current.state}.")
        return current

    published = ctx.database.write(apply)
    open_audio(ctx, published)
    return published
