"""Plays of articles: the chart, its table, and the list of a site."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from listen.config import WebConfig
from listen.database.tables import PlaysRow
from listen.database.types import now
from listen.plays.counts import Counts
from listen.plays.history import DayCounts
from listen.web.newsroom.chart import HEIGHT, WIDTH, chart_of
from listen.web.services import Services
from tests.listen.web.newsroom.conftest import Desk, Person


def add(services: Services, article: str, age: int, **counts: int) -> None:
    day = now().date() - timedelta(days=age)
    row = PlaysRow(site="news", day=day, article=article, **counts)
    services.publishing.database.write(lambda session: session.add(row))


class TestCounted:
    @pytest.fixture
    def config(self, config: WebConfig) -> WebConfig:
        return replace(config, sites=tuple(replace(site, plays=True) for site in config.sites))

    def test_an_article_has_a_chart_and_its_table(
        self, editor: Person, desk: Desk, services: Services
    ) -> None:
        number = desk.publish()
        add(services, "a-1", 0, plays=4, completions=1, seconds=360)
        add(services, "a-1", 2, plays=1200, completions=301, seconds=36000, downloads=1)
        add(services, "a-1", 40, plays=9)
        add(services, "other", 0, plays=70)
        shown = editor.see(f"/newsroom/news/articles/{number}")
        for words in (
            "1,204 plays in the last 28 days.",
            "25 % heard it to the end.",
            "Each listened for 30 s.",
            "1 download in podcast apps.",
        ):
            assert words in shown.main
        rows = shown.tree.xpath("//tbody/tr/td/text()")
        assert rows == ["4", "0", "1,200", *["0"] * 25]
        assert len(shown.tree.xpath("//svg//rect[@height]")) == 28
        assert shown.tree.xpath("//svg/@role") == ["img"]
        assert "unsafe" not in shown.response.headers["Content-Security-Policy"]
        assert shown.tree.xpath("//svg//@style") == []

    def test_an_article_that_nobody_heard_says_so(self, editor: Person, desk: Desk) -> None:
        shown = editor.see(f"/newsroom/news/articles/{desk.publish()}")
        assert "0 plays in the last 28 days." in shown.main
        assert shown.tree.xpath("//svg") == []

    def test_the_player_of_the_newsroom_is_not_counted(self, editor: Person, desk: Desk) -> None:
        number = desk.publish()
        path = f"/v1/audio/{desk.row().audio_key}"
        page = {"Referer": f"http://localhost/newsroom/news/articles/{number}"}
        of_reader = editor.client.get(path, headers={"Referer": "https://news.example/a"})
        assert "plays" in of_reader.get_json()["extensions"]
        of_editor = editor.client.get(path, headers=page).get_json()
        assert "plays" not in of_editor.get("extensions", {})

    def test_a_site_lists_what_is_heard_most(
        self, editor: Person, desk: Desk, services: Services
    ) -> None:
        desk.save(title="The <b>bridge</b>")
        add(services, "a-1", 0, plays=4)
        add(services, "gone", 1, plays=9)
        shown = editor.see("/newsroom/news/plays")
        assert "13 plays" in shown.main
        found = [" ".join(each.text_content().split()) for each in shown.tree.xpath("//ol/li")]
        assert found == ["gone 9 plays", "The <b>bridge</b> 4 plays"]
        listed = editor.see("/newsroom/news/articles").tree
        assert "4 plays" in listed.xpath("string(//ul[@class='articles'])")


def test_a_site_that_counts_nothing_says_how_to_begin(editor: Person, desk: Desk) -> None:
    assert "plays = true" in editor.see("/newsroom/news/plays").main
    shown = editor.see(f"/newsroom/news/articles/{desk.publish()}")
    assert shown.tree.xpath("//section[@aria-labelledby='plays']") == []


@pytest.mark.parametrize("values", [[0], [5], [0, 0, 1], [10**9, 1, 0], list(range(366))])
def test_bars_stay_within_the_chart(values: list[int]) -> None:
    first = date(2026, 1, 1)
    days: Any = [
        DayCounts(first + timedelta(days=n), Counts(plays=value)) for n, value in enumerate(values)
    ]
    chart = chart_of(days)
    assert chart.total == sum(values)
    for bar in chart.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
        assert 0 <= bar.y <= HEIGHT
        assert bar.y + bar.height == pytest.approx(HEIGHT, abs=0.02)
        assert (bar.height > 0) == (bar.value > 0 and bar.value * HEIGHT / chart.highest >= 0.005)
