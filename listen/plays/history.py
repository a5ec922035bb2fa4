"""Reads counts: by day, for an article or a site, and by article.

All functions raise Unavailable while the database is away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import ArticleRow, PlaysRow
from listen.plays.counts import NAMES, Counts

_SUMS = tuple(func.sum(getattr(PlaysRow, name)) for name in NAMES)


@dataclass(frozen=True)
class Period:
    """Days in UTC, with the first and the last one."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class DayCounts:
    """The counts of a day."""

    day: date
    counts: Counts


@dataclass(frozen=True)
class ArticleCounts:
    """The counts of an article in a period."""

    article: str
    """The site's own id of it."""
    title: str
    url: str | None
    counts: Counts


def latest_days(count: int) -> Period:
    """Return the last days, with today."""
    today = datetime.now(UTC).date()
    return Period(today - timedelta(days=count - 1), today)


def daily_counts(
    database: Database, site: str, period: Period, article: str | None = None
) -> list[DayCounts]:
    """Return the counts of each day of a period, in order: a chart needs also those with zeros.

    `article` is the site's own id of one; None stands for all articles of the site.
    """
    query = (
        select(PlaysRow.day, *_SUMS)
        .where(*_in_period(site, period))
        .group_by(PlaysRow.day)
        .order_by(PlaysRow.day)
    )
    if article is not None:
        query = query.where(PlaysRow.article == article)
    rows = database.read(lambda session: session.execute(query).all())
    found = {row[0]: _counts(row[1:]) for row in rows}
    days = (period.first + timedelta(days=number) for number in range(period.days))
    return [DayCounts(day, found.get(day, Counts())) for day in days]


def article_counts(
    database: Database, site: str, period: Period, limit: int, offset: int = 0
) -> list[ArticleCounts]:
    """Return the counts of a site's articles in a period, most played first.

    Articles of which nothing was counted are left out.
    """
    plays, downloads = func.sum(PlaysRow.plays), func.sum(PlaysRow.downloads)
    query = (
        select(PlaysRow.article, *_SUMS)
        .where(*_in_period(site, period))
        .group_by(PlaysRow.article)
        .order_by(plays.desc(), downloads.desc(), PlaysRow.article)
        .limit(limit)
        .offset(offset)
    )

    def read(session: Session) -> list[ArticleCounts]:
        rows = session.execute(query).all()
        named = _names(session, site, [row[0] for row in rows])
        return [
            ArticleCounts(row[0], *named.get(row[0], ("", None)), counts=_counts(row[1:]))
            for row in rows
        ]

    return database.read(read)


def counts_of_articles(
    database: Database, site: str, period: Period, articles: Sequence[str]
) -> dict[str, Counts]:
    """Return the counts of articles of a site in a period, by the site's own ids of them.

    Those of which nothing was counted are left out.
    """
    query = (
        select(PlaysRow.article, *_SUMS)
        .where(*_in_period(site, period), PlaysRow.article.in_(articles))
        .group_by(PlaysRow.article)
    )
    rows = database.read(lambda session: session.execute(query).all())
    return {row[0]: _counts(row[1:]) for row in rows}


def site_totals(database: Database) -> dict[str, Counts]:
    """Return the counts of each site since the beginning, by its name."""
    query = select(PlaysRow.site, *_SUMS).group_by(PlaysRow.site)
    rows = database.read(lambda session: session.execute(query).all())
    return {row[0]: _counts(row[1:]) for row in rows}


def total(days: Sequence[DayCounts]) -> Counts:
    """Return the sum of days."""
    return sum((each.counts for each in days), Counts())


def _in_period(site: str, period: Period) -> tuple[ColumnElement[bool], ...]:
    return PlaysRow.site == site, PlaysRow.day.between(period.first, period.last)


def _counts(sums: Sequence[Any] | Row[Any]) -> Counts:
    # PostgreSQL's sum of big integers is a Decimal.
    return Counts(**{name: int(value) for name, value in zip(NAMES, sums, strict=True)})


def _names(session: Session, site: str, ids: list[str]) -> dict[str, tuple[str, str | None]]:
    """Return title and URL of articles by id."""
    query = select(ArticleRow.source_id, ArticleRow.title, ArticleRow.url).where(
        ArticleRow.site == site, ArticleRow.source_id.in_(ids)
    )
    return {id_: (title, url) for id_, title, url in session.execute(query)}
