"""Queries of feeds: what they read of a large table."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from listen.database.database import Database
from listen.database.tables import ArticleRow
from listen.podcast.listing import list_articles, site_version

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def many(database: Database) -> Database:
    """A database with articles of two sites, the later the newer."""

    def add(session: Session) -> None:
        for number in range(200):
            row = ArticleRow(
                site=("news", "other")[number % 2],
                source_id=f"a-{number}",
                state="ready",
                audio_key=f"{number:064}",
                urls=[],
                tags=["even" if number % 4 else "odd"],
                change_time=number * 10**15,
                changed_at=NEW_YEAR,
                published_at=NEW_YEAR + timedelta(days=number),
            )
            session.add(row)

    database.write(add)
    return database


def test_a_page_has_the_newest_and_says_whether_there_are_more(many: Database) -> None:
    first = many.read(lambda session: list_articles(session, "news", None, 1, 60))
    second = many.read(lambda session: list_articles(session, "news", None, 2, 60))
    ids = [each.source_id for each in (*first.articles, *second.articles)]
    assert ids == [f"a-{number}" for number in range(198, -1, -2)]
    assert (first.has_next, second.has_next) == (True, False)
    assert (len(first.articles), len(second.articles)) == (60, 40)


def test_a_page_that_is_full_may_be_the_last(many: Database) -> None:
    tagged = many.read(lambda session: list_articles(session, "news", "odd", 1, 50))
    assert (len(tagged.articles), tagged.has_next) == (50, False)


@pytest.mark.parametrize(
    "change",
    [
        lambda: update(ArticleRow).where(ArticleRow.source_id == "a-0").values(change_time=1),
        lambda: (
            update(ArticleRow)
            .where(ArticleRow.source_id == "a-0")
            .values(changed_at=NEW_YEAR + timedelta(microseconds=1))
        ),
    ],
)
def test_each_change_of_an_article_makes_another_version(
    many: Database, change: Callable[[], Any]
) -> None:
    def version(site: str) -> object:
        return many.read(lambda session: site_version(session, site))

    before, other = version("news"), version("other")
    assert version("news") == before
    many.write(lambda session: session.execute(change()))
    assert version("news") != before
    assert version("other") == other


def test_a_site_without_articles_has_a_version(many: Database) -> None:
    found = many.read(lambda session: site_version(session, "empty"))
    assert (found.articles, found.changes, found.changed) == (0, 0, None)


@pytest.fixture
def plans(many: Database) -> Callable[[Callable[[Session], object]], str]:
    """Return the plan of SQLite for the queries of a function."""
    if not many.is_sqlite:
        pytest.skip("PostgreSQL chooses by the size of the table")

    def plan(work: Callable[[Session], object]) -> str:
        seen: list[tuple[str, Any]] = []

        def note(_c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
            if statement.startswith("SELECT"):
                seen.append((statement, values))

        event.listen(many.engine, "before_cursor_execute", note)
        many.read(work)
        event.remove(many.engine, "before_cursor_execute", note)
        explained = []
        with many.engine.connect() as connection:
            for statement, values in seen:
                found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                explained += [row.detail for row in found]
        return "\n".join(explained)

    return plan


def test_the_version_is_read_from_an_index_alone(plans: Any) -> None:
    assert "COVERING INDEX articles_by_change" in plans(lambda session: site_version(session, "x"))


@pytest.mark.parametrize("tag", [None, "odd"])
def test_a_page_is_read_in_order(plans: Any, tag: str | None) -> None:
    plan = plans(lambda session: list_articles(session, "news", tag, 1, 300))
    assert "INDEX articles_by_publication" in plan
    assert "TEMP B-TREE" not in plan
