"""Queries for articles. Rows stay readable after their transaction."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, defer

from audio_cache.documents import decompress
from audio_cache.spec import SpeechSpec
from listen.article.dropped_parts import DroppedParts
from listen.database.tables import ArticleRow, ArticleUrlRow
from listen.page_url import article_urls_of, canonical_article_url
from listen.publishing.source_id import UNSAFE
from listen.publishing.states import PUBLIC, WITHDRAWN

PAGE_SOURCE = "page-"
"""Beginning of the ids of articles that no CMS has announced: a reader's click registered them."""


def find_row(session: Session, site: str, source_id: str) -> ArticleRow | None:
    """Return the article with this id."""
    if UNSAFE.search(source_id):  # PostgreSQL would fail
        return None
    return session.scalars(_by_id(site, source_id)).first()


def find_row_by_number(session: Session, site: str, number: int) -> ArticleRow | None:
    """Return the article of a site with this number, which is the database's own."""
    query = select(ArticleRow).where(ArticleRow.site == site, ArticleRow.id == number)
    return session.scalars(query).first()


def lock_row(session: Session, site: str, source_id: str) -> ArticleRow | None:
    """Return the article with this id, locked until the transaction ends."""
    return session.scalars(_by_id(site, source_id).with_for_update()).first()


def _by_id(site: str, source_id: str) -> Select[ArticleRow]:
    return select(ArticleRow).where(ArticleRow.site == site, ArticleRow.source_id == source_id)


def find_row_of_page(session: Session, url: str) -> ArticleRow | None:
    """Return the article that has or had this URL.

    One whose query is in the URL comes before one without, one that has the URL now before one that
    had it, and one of a CMS before one of a click.
    """
    places = {form: place for place, form in enumerate(article_urls_of(url))}
    query = (
        select(ArticleRow, ArticleUrlRow.canonical)
        .join(ArticleUrlRow)
        .where(ArticleUrlRow.canonical.in_(places))
    )
    found = [(row, canonical) for row, canonical in session.execute(query).unique()]

    def rank(each: tuple[ArticleRow, str]) -> tuple[int, bool, bool, bool, int]:
        row, canonical = each
        is_current = canonical_article_url(row.url or "") == canonical
        is_page = row.source_id.startswith(PAGE_SOURCE)
        return places[canonical], row.state == WITHDRAWN, not is_current, is_page, -row.id

    return min(found, key=rank)[0] if found else None


def list_rows(
    session: Session, site: str, state: str | None, text: str | None, before: int, limit: int
) -> Sequence[ArticleRow]:
    """Return articles, newest first, whose number is below `before`. `text` is in title or URL.

    Their specs and dropped parts, which are long, are not read.
    """
    query = select(ArticleRow).where(ArticleRow.site == site, ArticleRow.id < before)
    if state:
        query = query.where(ArticleRow.state == state)
    if text:
        if UNSAFE.search(text):
            return []
        query = query.where(_contains(ArticleRow.title, text) | _contains(ArticleRow.url, text))
    query = query.options(defer(ArticleRow.spec), defer(ArticleRow.dropped))
    return session.scalars(query.order_by(ArticleRow.id.desc()).limit(limit)).all()


def _contains(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], text: str
) -> ColumnElement[bool]:
    """Return whether a column contains a text, in any letter case.

    The databases fold the case of ASCII letters only, or as their locale has it.
    """
    forms = {text, text.lower(), text.upper(), text.capitalize(), text.title()}
    return or_(*(column.icontains(form, autoescape=True) for form in sorted(forms)))


def count_rows(session: Session, site: str, state: str, limit: int) -> int:
    """Return the number of articles in a state, counted up to `limit`."""
    found = (
        select(ArticleRow.id)
        .where(ArticleRow.site == site, ArticleRow.state == state)
        .limit(limit)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(found)) or 0


def public_keys(session: Session, keys: Iterable[str]) -> set[str]:
    """Return those of the keys that a public article has, or will have."""
    keys = list(keys)
    query = select(ArticleRow.audio_key, ArticleRow.next_key, ArticleRow.hold).where(
        or_(ArticleRow.audio_key.in_(keys), ArticleRow.next_key.in_(keys)),
        ArticleRow.state != WITHDRAWN,
        ArticleRow.access == PUBLIC,
    )
    found: set[str | None] = set()
    for audio_key, next_key, hold in session.execute(query):
        found |= {audio_key} if hold else {audio_key, next_key}
    return {key for key in found if key} & {*keys}


def used_keys(session: Session, keys: Iterable[str]) -> set[str]:
    """Return those of the keys that an article has, unless it is withdrawn."""
    keys = list(keys)
    query = select(ArticleRow.audio_key, ArticleRow.next_key).where(
        or_(ArticleRow.audio_key.in_(keys), ArticleRow.next_key.in_(keys)),
        ArticleRow.state != WITHDRAWN,
    )
    return {key for row in session.execute(query) for key in row if key} & {*keys}


def set_url(row: ArticleRow, url: str | None) -> None:
    """Record the article's URL. Earlier ones still lead to it."""
    if url is None:
        return
    row.url = url
    canonical = canonical_article_url(url)
    if canonical and all(each.canonical != canonical for each in row.urls):
        row.urls.append(ArticleUrlRow(url=url, canonical=canonical))


def dropped_of(row: ArticleRow) -> DroppedParts | None:
    """Return what of the article is not spoken; None if it was saved before this was kept."""
    return DroppedParts.from_json(decompress(row.dropped)) if row.dropped else None


def spec_of(row: ArticleRow) -> SpeechSpec | None:
    """Return the spec of the article's newest version; None if it has no words."""
    return SpeechSpec.from_json(decompress(row.spec).decode()) if row.spec else None
