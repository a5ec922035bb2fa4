"""Records that a version of an article cannot be spoken, where nobody waits for the answer."""

from sqlalchemy.orm import Session

from listen.database.tables import ArticleRow
from listen.errors import ApiError, EmptyArticle, NoArticleFound
from listen.publishing.article_rows import lock_row
from listen.publishing.change import Save, Withdraw
from listen.publishing.context import PublishingContext
from listen.publishing.source_id import check_source_id
from listen.publishing.states import FAILED, WITHDRAWN


def record_failure(
    ctx: PublishingContext, site: str, change: Save | Withdraw, error: ApiError
) -> None:
    """Record the error with the article, unless a newer change was applied meanwhile.

    Earlier audio stays. A page without words that never had audio is no article.
    """
    try:
        source_id = check_source_id(change.source_id)
    except ApiError:  # there can be no such article
        return

    def record(session: Session) -> None:
        row = lock_row(session, site, source_id)
        if row is None:
            row = ArticleRow(site=site, source_id=source_id, state=FAILED, urls=[])
            session.add(row)
            session.flush()
        elif row.change_time > change.time:
            return
        row.change_time = change.time
        is_article = row.audio_key or not isinstance(error, EmptyArticle | NoArticleFound)
        row.state, row.next_key = FAILED if is_article else WITHDRAWN, None
        row.error_code, row.error_detail = error.code, str(error)

    ctx.database.write(record)
