"""Withdraws an article: it is no longer public, or was deleted."""

from sqlalchemy.orm import Session

from listen.database.tables import ArticleRow
from listen.database.types import now
from listen.publishing.article_rows import lock_row
from listen.publishing.change import Withdraw
from listen.publishing.context import PublishingContext
from listen.publishing.release import release_keys
from listen.publishing.source_id import check_source_id
from listen.publishing.states import WITHDRAWN
from listen.sites.site import Site


def withdraw_article(
    ctx: PublishingContext,
    site: Site,
    change: Withdraw,
    error: tuple[str, str] | None = None,
) -> ArticleRow:
    """Withdraw an article, and end its audio. Return the article.

    An unknown one is recorded, so that an older change that arrives later is ignored. So is this
    change if it is older than the article's latest one.
    """
    source_id = check_source_id(change.source_id)

    def apply(session: Session) -> ArticleRow:
        row = lock_row(session, site.name, source_id)
        if row is None:
            row = ArticleRow(site=site.name, source_id=source_id, state=WITHDRAWN, urls=[])
            session.add(row)
        elif row.change_time > change.time:
            return row
        if row.state != WITHDRAWN:
            row.state, row.is_released, row.changed_at = WITHDRAWN, False, now()
        row.change_time = change.time
        row.error_code, row.error_detail = error or (None, None)
        session.flush()
        return row

    row = ctx.database.write(apply)
    if row.state == WITHDRAWN and not row.is_released:
        release_keys(ctx, row)
    return row
