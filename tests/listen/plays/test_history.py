"""Counts by day and by article."""

from datetime import date
from pathlib import Path

import pytest

from listen.database.database import Database
from listen.database.tables import ArticleRow, PlaysRow
from listen.metrics.exposition import expose
from listen.plays.counts import NAMES, Counts
from listen.plays.history import (
    ArticleCounts,
    Period,
    article_counts,
    daily_counts,
    site_totals,
    total,
)
from listen.plays.metrics import PlayTotals, play_metrics
from listen.plays.table import article_table, day_table

DAYS = [date(2026, 2, day) for day in range(26, 29)] + [date(2026, 3, 1)]
PERIOD = Period(DAYS[1], DAYS[3])


@pytest.fixture
def counted(database: Database) -> Database:
    rows: list[tuple[str, date, str, dict[str, int]]] = [
        ("news", DAYS[0], "a", {"plays": 100}),
        ("news", DAYS[1], "a", {"plays": 2, "loads": 3, "seconds": 90}),
        ("news", DAYS[3], "a", {"plays": 1}),
        ("news", DAYS[3], "b", {"plays": 5}),
        ("news", DAYS[3], "c", {"downloads": 7}),
        ("news", DAYS[3], "d", {"loads": 2}),
        ("blog", DAYS[3], "a", {"plays": 1000}),
    ]
    titles = (("news", "a", "The bridge"), ("blog", "b", "A blog"))
    database.write(
        lambda session: session.add_all(
            [
                *(PlaysRow(site=s, day=d, article=a, **counts) for s, d, a, counts in rows),
                *(
                    ArticleRow(site=s, source_id=a, title=t, state="ready", url="https://x/")
                    for s, a, t in titles
                ),
            ]
        )
    )
    return database


def test_each_day_of_a_period_has_counts(counted: Database) -> None:
    days = daily_counts(counted, "news", PERIOD)
    assert [each.day for each in days] == DAYS[1:]
    assert [each.counts.plays for each in days] == [2, 0, 6]
    assert total(days) == Counts(plays=8, loads=5, seconds=90, downloads=7)
    assert total([]) == Counts()


def test_an_article_has_its_own(counted: Database) -> None:
    assert [day.counts.plays for day in daily_counts(counted, "news", PERIOD, "a")] == [2, 0, 1]
    assert total(daily_counts(counted, "news", PERIOD, "unknown")) == Counts()


def test_articles_are_ordered_by_plays(counted: Database) -> None:
    found = article_counts(counted, "news", PERIOD, 10)
    assert [each.article for each in found] == ["b", "a", "c", "d"]
    assert found[1] == ArticleCounts(
        "a", "The bridge", "https://x/", Counts(plays=3, loads=3, seconds=90)
    )
    assert found[0].title == ""
    assert [each.article for each in article_counts(counted, "news", PERIOD, 2, 1)] == ["a", "c"]


def test_sites_have_totals(counted: Database) -> None:
    assert {site: each.plays for site, each in site_totals(counted).items()} == {
        "news": 108,
        "blog": 1000,
    }
    text, _ = expose("", play_metrics(site_totals(counted)))
    lines = text.decode().splitlines()
    assert 'listen_plays_total{site="news"} 108.0' in lines
    assert 'listen_play_downloads_total{site="news"} 7.0' in lines
    assert "# TYPE listen_play_seconds_total counter" in lines
    assert len(lines) == 4 * len(NAMES)


def test_totals_are_read_now_and_then_and_outlast_the_database(tmp_path: Path) -> None:
    database = Database(tmp_path / "listen.db")
    totals = PlayTotals(database)
    assert len(totals.collect(is_up=False)) == len(NAMES)
    assert len(totals.collect()) == len(NAMES)
    database.close()
    (tmp_path / "listen.db").write_bytes(b"damaged")
    assert len(totals.collect()) == len(NAMES)


def test_tables_are_csv(counted: Database) -> None:
    assert day_table(daily_counts(counted, "news", PERIOD)).splitlines() == [
        "day,loads,plays,quarter_25,quarter_50,quarter_75,completions,seconds,downloads",
        "2026-02-27,3,2,0,0,0,0,90,0",
        "2026-02-28,0,0,0,0,0,0,0,0",
        "2026-03-01,2,6,0,0,0,0,0,7",
    ]
    assert article_table(article_counts(counted, "news", PERIOD, 2)).splitlines() == [
        "article,title,url,loads,plays,quarter_25,quarter_50,quarter_75,completions,seconds,downloads",
        "b,,,0,5,0,0,0,0,0,0",
        "a,The bridge,https://x/,3,3,0,0,0,0,90,0",
    ]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ('=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("A, b", '"A, b"'),
        ("Two\nlines", '"Two\nlines"'),
    ],
)
def test_no_cell_is_a_formula(title: str, cell: str) -> None:
    assert f"x,{cell}," in article_table([ArticleCounts("x", title, None, Counts())])
