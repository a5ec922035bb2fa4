"""The audio that articles of sites refer to."""

from sqlalchemy import select

from listen.database.database import Database
from listen.database.tables.articles import ArticleRow
from listen.publishing.states import WITHDRAWN


def keys_of_articles(database: Database, is_made: bool = False) -> dict[str, str]:
    """Return the keys of what readers hear and of what is being made, with SITE/ID of an article.

    With `is_made`, only those of what readers hear. Earlier versions of an article are not among
    them, and neither are withdrawn articles. Raises Unavailable.
    """
    columns = (ArticleRow.site, ArticleRow.source_id, ArticleRow.audio_key, ArticleRow.next_key)
    query = select(*columns).where(ArticleRow.state != WITHDRAWN)
    rows = database.read(lambda session: session.execute(query).all())
    return {
        key: f"{site}/{source_id}"
        for site, source_id, heard, following in rows
        for key in ((heard,) if is_made else (heard, following))
        if key is not None
    }
