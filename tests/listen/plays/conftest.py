"""Loads of players, and what was counted."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from listen.database.database import Database
from listen.plays.counts import Counts
from listen.plays.history import daily_counts, latest_days
from listen.plays.tokens import Load


def load(nonce: str, article: str = "a", site: str = "news") -> Load:
    return Load(site, article, "ab" * 32, nonce, datetime.now(UTC).timestamp())


CountsOf = Callable[..., Counts]


@pytest.fixture
def counts_of(database: Database) -> CountsOf:
    """Return what the database has of an article: counts_of("a", site="news")."""

    def counts_of(article: str | None = None, site: str = "news") -> Counts:
        # A test may run at midnight.
        days = daily_counts(database, site, latest_days(2), article)
        return days[0].counts + days[1].counts

    return counts_of
