"""The articles that a feed lists: public ones with audio that readers may hear."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, literal_column, not_, select
from sqlalchemy.orm import Session

from listen.database.tables import ArticleRow
from listen.publishing.article_rows import PAGE_SOURCE
from listen.publishing.states import PUBLIC, WITHDRAWN

_PAGE_ID_LENGTH = len(PAGE_SOURCE) + 32


@dataclass(frozen=True)
class ListedArticle:
    """Fields of an article that a feed needs."""

    site: str
    source_id: str
    url: str | None
    title: str
    author: str | None
    image: str | None
    tags: tuple[str, ...]
    published: datetime
    audio_key: str
    is_current: bool
    """False: the article has a newer version, which readers do not hear yet."""
    changed: datetime
    saved: int
    """Microseconds since 1970."""


@dataclass(frozen=True)
class Listing:
    """One page of the articles of a site or a tag, newest first."""

    articles: tuple[ListedArticle, ...]
    has_next: bool
    """True: the next page has earlier articles."""
    withdrawn: datetime | None
    """Time at which an article of the site was withdrawn last."""


@dataclass(frozen=True)
class SiteVersion:
    """Values that differ after each change of an article of a site. Only an index is read."""

    articles: int
    changes: int
    """Sum of the times of the latest changes, modulo _MODULUS: of more, it would overflow."""
    changed: datetime | None


_MODULUS = 2**40


def site_version(session: Session, site: str) -> SiteVersion:
    """Return the version of all articles of a site."""
    row = ArticleRow
    changes = func.sum(row.change_time % _MODULUS)
    query = select(func.count(row.change_time), changes, func.max(row.changed_at))
    articles, total, changed = session.execute(query.where(row.site == site)).one()
    return SiteVersion(articles, int(total or 0), changed)


def list_articles(session: Session, site: str, tag: str | None, page: int, size: int) -> Listing:
    """Return a page, from 1 on, of the articles of a site, or of those with a tag.

    An article that only a reader's click has registered is not among them: readers would fill the
    feed, and such an article has no date of its own.
    """
    row = ArticleRow
    is_listed = [
        row.site == site,
        row.access == PUBLIC,
        row.state != WITHDRAWN,
        row.audio_key.is_not(None),
        row.published_at.is_not(None),
        not_(and_(row.source_id.startswith(PAGE_SOURCE), _is_page_id())),
    ]
    if tag is not None:
        is_listed.append(_has_tag(session, tag))
    query = (
        select(
            *(row.site, row.source_id, row.url, row.title, row.author, row.image, row.tags),
            *(row.published_at, row.audio_key, row.next_key, row.changed_at, row.change_time),
        )
        .where(*is_listed)
        .order_by(row.published_at.desc(), row.id.desc())
        .limit(size + 1)
        .offset((page - 1) * size)
    )
    articles = tuple(
        ListedArticle(
            site=found.site,
            source_id=found.source_id,
            url=found.url,
            title=found.title,
            author=found.author,
            image=found.image,
            tags=tuple(found.tags),
            published=found.published_at,
            audio_key=found.audio_key,
            is_current=found.next_key is None,
            changed=found.changed_at,
            saved=found.change_time,
        )
        for found in session.execute(query)
    )
    is_withdrawn = (row.site == site, row.state == WITHDRAWN)
    withdrawn = session.scalar(select(func.max(row.changed_at)).where(*is_withdrawn))
    return Listing(articles[:size], len(articles) > size, withdrawn)


def _is_page_id() -> ColumnElement[bool]:
    return func.length(ArticleRow.source_id) == _PAGE_ID_LENGTH


def _has_tag(session: Session, tag: str) -> ColumnElement[bool]:
    """Return the condition that the JSON list of tags holds this one."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    function = func.json_each if is_sqlite else func.json_array_elements_text
    tags = function(ArticleRow.tags).table_valued("value", name="tag")
    return select(literal_column("1")).select_from(tags).where(tags.c.value == tag).exists()
