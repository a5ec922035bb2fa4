"""Counts as a CSV table (RFC 4180)."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from listen.plays.counts import NAMES
from listen.plays.history import ArticleCounts, DayCounts

DAY_COLUMNS = ("day", *NAMES)
ARTICLE_COLUMNS = ("article", "title", "url", *NAMES)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def day_table(days: Iterable[DayCounts]) -> str:
    """Return a row for each day."""
    return _table(DAY_COLUMNS, ((each.day, *each.counts.to_dict().values()) for each in days))


def article_table(articles: Iterable[ArticleCounts]) -> str:
    """Return a row for each article."""
    return _table(
        ARTICLE_COLUMNS,
        (
            (*map(_text, (each.article, each.title, each.url)), *each.counts.to_dict().values())
            for each in articles
        ),
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows(rows)
    return file.getvalue()


def _text(value: str | None) -> str:
    """Return a cell that no spreadsheet takes for a formula (CWE-1236)."""
    value = value or ""
    return f"'{value}" if value.startswith(_FORMULA) else value
