"""The list of a site's articles."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, text

from listen.database.tables import ArticleRow
from listen.publishing.article_rows import list_rows
from listen.publishing.states import READY
from listen.web.newsroom import articles
from listen.web.services import Services
from tests.listen.web.newsroom.conftest import Desk, Person, Shown
from tests.listen.web.newsroom.test_sign_in import redis_is_away

LIST = "/newsroom/news/articles"


def titles(shown: Shown) -> list[str]:
    return [
        each.text_content().strip() for each in shown.tree.xpath("//ul[@class='articles']/li/a")
    ]


def test_an_empty_site_says_what_to_expect(editor: Person) -> None:
    assert "No articles yet" in editor.see(LIST).main


def test_it_shows_state_time_and_duration(editor: Person, desk: Desk) -> None:
    desk.publish(title="The bridge", published_at="2026-11-05T14:03:00Z")
    line = " ".join(editor.see(LIST).tree.xpath("string(//ul[@class='articles']/li)").split())
    assert line.startswith("The bridge Published 5 Nov 2026, 14:03 UTC · ")
    assert line.endswith(" s")


def test_articles_of_other_sites_are_not_in_it(editor: Person, desk: Desk) -> None:
    desk.save(site="blog", title="Of the blog")
    assert titles(editor.see(LIST)) == []


def test_what_has_ended_since_is_settled(editor: Person, desk: Desk) -> None:
    desk.save()
    desk.work()
    assert "Published" in editor.see(LIST).tree.xpath("string(//ul[@class='articles'])")


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }} {% raw %}",
        "الجسر مفتوح من جديد",
        "גשר (חדש)",
        "A" * 500,
        "Many words " * 40,
        "🎧 e\u0301 \u202eoverridden",
        "& &amp; &lt;b&gt;",
    ],
)
def test_titles_are_shown_as_they_are(editor: Person, desk: Desk, title: str) -> None:
    number = desk.save(title=title, language="en")
    shown = editor.see(LIST)
    assert titles(shown) == [" ".join(title.split())]
    assert shown.tree.xpath("//ul[@class='articles']/li/a/@dir") == ["auto"]
    assert shown.tree.xpath("//script | //img[@src='x'] | //b") == []
    page = editor.see(f"{LIST}/{number}")
    assert page.tree.xpath("string(//h1)") == " ".join(title.split())
    assert page.tree.xpath("//h1/@dir") == ["auto"]


def test_an_article_without_a_title_has_its_address(editor: Person, services: Services) -> None:
    row = ArticleRow(site="news", source_id="x", state=READY, url="https://news.example/x", urls=[])
    services.publishing.database.write(lambda session: session.add(row))
    assert titles(editor.see(LIST)) == ["https://news.example/x"]


class TestSearch:
    @pytest.fixture(autouse=True)
    def _articles(self, desk: Desk) -> None:
        for source_id, title in (
            *(("a", "The Bridge"), ("b", "Über die Brücke"), ("c", "Міст у Києві")),
            *(("d", "100% of_it"), ("e", "Ferries")),
        ):
            desk.save(source_id, title=title, url=f"https://news.example/{source_id}-page")

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("bridge", ["The Bridge"]),
            ("ÜBER", ["Über die Brücke"]),
            ("über die", ["Über die Brücke"]),
            ("міст", ["Міст у Києві"]),
            ("100%", ["100% of_it"]),
            ("f_i", ["100% of_it"]),
            ("%", ["100% of_it"]),
            ("e-PAGE", ["Ferries"]),
            ("nothing", []),
            ("\\", []),
            ("'; DROP TABLE articles; --", []),
            ("a\0b", []),
            ("x" * 10000, []),
        ],
    )
    def test_it_finds_titles_and_addresses(
        self, editor: Person, query: str, found: list[str]
    ) -> None:
        shown = editor.see(LIST, query_string={"q": query})
        assert shown.status == 200
        assert titles(shown) == found

    def test_the_form_keeps_state_and_text(self, editor: Person, desk: Desk) -> None:
        shown = editor.see(LIST, query_string={"state": "pending", "q": "bridge"})
        _, _, fields = shown.form("Search")
        assert fields == {"state": "pending", "q": "bridge"}
        assert titles(editor.submit(shown, "Search", q="ferries")) == ["Ferries"]
        assert "No article matches" in editor.submit(shown, "Search", q="x y z").main


class TestStates:
    def test_a_state_shows_only_its_articles_and_counts_those_that_ask_for_somebody(
        self, editor: Person, desk: Desk
    ) -> None:
        desk.publish("a", title="Open")
        desk.publish("b", title="Held", hold=True)
        shown = editor.see(LIST)
        assert titles(shown) == ["Held", "Open"]
        assert "Waiting for you 1" in shown.text
        assert titles(editor.open(shown, "Waiting for you 1")) == ["Held"]
        assert titles(editor.open(shown, "Published")) == ["Open"]

    @pytest.mark.parametrize(
        "query",
        [
            *("state=x", "cursor=x", "cursor=-1", "cursor=" + "9" * 30),
            *("state=%00", "cursor=%D9%A1"),
        ],
    )
    def test_a_wrong_address_is_a_clear_error(self, editor: Person, query: str) -> None:
        shown = editor.see(f"{LIST}?{query}")
        assert shown.status == 422
        assert "must" in shown.main


class TestPages:
    def test_a_cursor_continues_the_list(
        self, editor: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(articles, "_LIMIT", 2)
        for name in "abcde":
            desk.save(name, title=name)
        shown = editor.see(LIST)
        found = titles(shown)
        for _ in range(2):
            shown = editor.open(shown, "Older articles")
            found += titles(shown)
        assert found == ["e", "d", "c", "b", "a"]
        assert shown.tree.xpath("//a[@rel='next']") == []
        assert titles(editor.open(shown, "Newest articles")) == ["e", "d"]

    def test_ten_thousand_articles_are_not_scanned(
        self, editor: Person, services: Services
    ) -> None:
        database = services.publishing.database

        def insert(session: Any) -> None:
            session.add_all(
                ArticleRow(site=site, source_id=str(n), state=READY, title=f"No. {n}", urls=[])
                for n in range(2000)
                for site in ("blog", "news", "x", "y", "z")
            )

        database.write(insert)
        database.write(lambda session: session.execute(text("ANALYZE")))
        statements: list[tuple[str, Any]] = []

        def record(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            if "FROM articles" in statement:
                statements.append((statement, parameters))

        event.listen(database.engine, "before_cursor_execute", record)
        shown = editor.see(LIST)
        editor.open(editor.open(shown, "Older articles"), "Published")
        event.remove(database.engine, "before_cursor_execute", record)
        assert len(statements) >= 6
        for statement, parameters in statements:
            plan = explain(database.engine, statement, parameters)
            assert "TEMP B-TREE" not in plan, plan
            assert "Sort" not in plan, plan
            assert "Seq Scan" not in plan, plan
            assert "SCAN" not in plan.replace("SCAN (subquery", "").replace("SCAN anon", ""), plan


def explain(engine: Any, statement: str, parameters: Any) -> str:
    verb = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"{verb} {statement}", parameters).all()
    return "\n".join(str(row) for row in rows)


def test_the_list_reads_no_specs(desk: Desk, services: Services) -> None:
    desk.save()
    rows = services.publishing.database.read(
        lambda session: list_rows(session, "news", None, None, 100, 10)
    )
    assert "spec" not in rows[0].__dict__
    assert "dropped" not in rows[0].__dict__


def test_the_list_works_without_redis(
    editor: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch, work: Callable[[], None]
) -> None:
    desk.publish("a", title="Open")
    desk.save("b", title="New")
    redis_is_away(monkeypatch)
    shown = editor.see(LIST)
    assert shown.status == 200
    assert titles(shown) == ["New", "Open"]
