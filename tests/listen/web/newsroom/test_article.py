"""The page of an article: its audio, its error, what is read, and what can be done with it."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.state import States
from listen import errors
from listen.errors import ApiError
from listen.failures import FAILURES
from listen.fetch.page import Page
from listen.publishing.change import Save
from listen.publishing.change_time import accepted_now
from listen.publishing.record_failure import record_failure
from listen.web.newsroom import reading
from listen.web.newsroom.explanations import _EXPLANATIONS
from listen.web.newsroom.wording import say_count, say_duration, say_language
from listen.web.services import Services
from tests.listen.web.newsroom.conftest import Desk, Person, Shown
from tests.listen.web.newsroom.test_sign_in import redis_is_away

ARTICLES = "/newsroom/news/articles"
PAGE = "<article><h1>The bridge</h1><p>" + "It is open again, as before. " * 9 + "</p></article>"
WORDS = "The bridge is open again. It had been closed for two years."


def players(shown: Shown) -> list[tuple[str, bool]]:
    """Return heading and whether the URLs are signed, of each player."""
    return [
        (each.xpath("string(ancestor::section/h2)"), each.get("token") is not None)
        for each in shown.tree.xpath("//listen-article")
    ]


def buttons(shown: Shown) -> list[str]:
    found = shown.tree.xpath("//div[@class='actions']//*[self::button or self::a]")
    return [" ".join(each.text_content().split()) for each in found]


class TestShown:
    def test_one_that_is_published_is_heard_there(
        self, editor: Person, desk: Desk, client: FlaskClient
    ) -> None:
        number = desk.publish(url="https://news.example/a", tags=["local"], author="A. Person")
        shown = editor.see(f"{ARTICLES}/{number}")
        assert players(shown) == [("What readers hear", False)]
        assert buttons(shown) == ["Hold back", "Make again", "Withdraw…"]
        for words in ("A. Person", "local", "a-1", "Everybody", "all newly made"):
            assert words in shown.main
        without_script = shown.tree.xpath("string(//noscript/audio/@src)")
        assert client.get(without_script).status_code == 200
        policy = shown.response.headers["Content-Security-Policy"]
        assert "script-src 'self'; connect-src 'self'; media-src 'self' blob:" in policy
        assert "unsafe" not in policy

    def test_one_that_is_held_is_heard_by_editors_only(
        self, editor: Person, desk: Desk, client: FlaskClient
    ) -> None:
        shown = editor.see(f"{ARTICLES}/{desk.publish(hold=True)}")
        assert players(shown) == [("The audio", True)]
        assert buttons(shown) == ["Publish", "Make again", "Withdraw…"]
        signed = shown.tree.xpath("string(//noscript/audio/@src)")
        assert client.get(signed).status_code == 200
        assert client.get(signed.partition("?")[0]).status_code == 403

    def test_a_new_version_is_beside_the_one_that_readers_hear(
        self, editor: Person, desk: Desk
    ) -> None:
        number = desk.publish(text=WORDS)
        desk.save(text=WORDS + " Ferries sail on.")
        shown = editor.see(f"{ARTICLES}/{number}")
        assert players(shown) == [("What readers hear", False), ("The new version", False)]
        assert "until it is finished, readers hear the earlier one" in shown.main.lower()
        desk.work()
        shown = editor.see(f"{ARTICLES}/{number}")
        assert players(shown) == [("What readers hear", False)]
        assert len(shown.tree.xpath("//ul[@class='versions']/li")) == 1

    @pytest.mark.parametrize(
        ("total", "cached", "said"),
        [
            (3, 0, "3 parts of speech, all newly made."),
            (3, 2, "3 parts of speech: 1 newly made, 2 as before."),
            (1, 1, "1 part of speech, all as before."),
        ],
    )
    def test_it_tells_how_much_had_to_be_made(
        self, editor: Person, desk: Desk, services: Services, total: int, cached: int, said: str
    ) -> None:
        number = desk.publish()

        def change(session: Any) -> None:
            row = session.merge(desk.row())
            row.segments, row.cached = total, cached

        services.publishing.database.write(change)
        assert said in editor.see(f"{ARTICLES}/{number}").main

    def test_an_article_of_another_site_is_not_found(self, editor: Person, desk: Desk) -> None:
        number = desk.save(site="blog")
        assert editor.see(f"{ARTICLES}/{number}").status == 404
        assert editor.see(f"{ARTICLES}/{number}/text").status == 404
        assert editor.see(f"/newsroom/blog/articles/{number}").status == 403

    @pytest.mark.parametrize("number", ["0", "999", "9" * 30, "x", "-1", "1.5"])
    def test_an_unknown_one_is_not_found(self, editor: Person, number: str) -> None:
        assert editor.see(f"{ARTICLES}/{number}").status == 404

    def test_without_redis_it_says_that_it_may_be_behind(
        self, editor: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        number = desk.save()
        redis_is_away(monkeypatch)
        shown = editor.see(f"{ARTICLES}/{number}")
        assert shown.status == 200
        assert "may be behind" in shown.main

    def test_finished_audio_is_heard_without_redis(
        self, editor: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        number = desk.publish()
        redis_is_away(monkeypatch)
        assert len(players(editor.see(f"{ARTICLES}/{number}"))) == 1


class TestFailures:
    def test_a_failed_voice_is_explained_and_tried_again(
        self, editor: Person, desk: Desk, redis: Redis
    ) -> None:
        number = desk.save()
        States(redis).failed(desk.row().next_key or "", "engine_failed", "Segment <3> broke.")
        shown = editor.see(f"{ARTICLES}/{number}")
        assert "The voice could not speak this article." in shown.main
        assert "Segment <3> broke." in shown.main
        assert buttons(shown) == ["Make again", "Withdraw…"]
        again = editor.submit(shown, "Make again")
        assert "being made again" in again.notice
        desk.work()
        shown = editor.see(f"{ARTICLES}/{number}")
        assert players(shown) == [("What readers hear", False)]
        assert "could not speak" not in shown.main

    def test_every_error_of_an_article_is_explained(self) -> None:
        """Those that a save records, and those of the audio."""
        recorded = {
            each.code
            for each in vars(errors).values()
            if isinstance(each, type) and issubclass(each, ApiError)
            if each.status in (413, 422, 502) or each.code == "url_not_allowed"
        }
        assert {*_EXPLANATIONS} == recorded | {*FAILURES}

    def test_a_save_that_failed_is_read_from_its_page_again(
        self, editor: Person, desk: Desk, services: Services, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        number = desk.publish(text=WORDS, url="https://news.example/a", author="A. Person")
        pages: list[Page | Exception] = [
            errors.FetchFailed("It is away."),
            Page("https://news.example/a", "html", PAGE),
        ]

        def fetch(_url: str) -> Page:
            page = pages.pop(0)
            if isinstance(page, Exception):
                raise page
            return page

        monkeypatch.setattr(services.fetcher, "fetch", fetch)
        change = Save("a-1", {}, accepted_now())
        record_failure(services.publishing, "news", change, errors.FetchFailed("No answer."))
        shown = editor.see(f"{ARTICLES}/{number}")
        assert "could not be loaded" in shown.main
        assert players(shown) == [("What readers hear", False)]
        assert editor.submit(shown, "Make again").notice == "It is away."
        assert desk.row().state == "failed"
        assert "being made again" in editor.submit(shown, "Make again").notice
        desk.work()
        row = desk.settle()
        assert (row.state, row.version, row.author, row.error_code) == (
            "ready",
            2,
            "A. Person",
            None,
        )

    def test_one_without_words_and_page_must_be_saved_again(
        self, editor: Person, desk: Desk, services: Services
    ) -> None:
        change = Save("x", {}, accepted_now())
        record_failure(services.publishing, "news", change, errors.TooLong("Too long."))
        shown = editor.see(f"{ARTICLES}/{desk.row('x').id}")
        assert "Save it again" in editor.submit(shown, "Make again").notice


class TestReading:
    def test_it_shows_what_is_read_and_what_is_left_out(self, editor: Person, desk: Desk) -> None:
        html = (
            "<article><h1>The <i>bridge</i></h1><p>It is open, says AT&amp;T {{ 7 * 7 }}.</p>"
            "<h2>Later</h2><p>Ferries sail on. They have done so for years.</p>"
            "<p>Share this article</p></article>"
        )
        number = desk.save(html=html, text=None)
        shown = editor.see(f"{ARTICLES}/{number}")
        shown = editor.see(shown.tree.xpath("string(//section[@aria-labelledby='text']//a/@href)"))
        texts = [each.text_content() for each in shown.tree.xpath("//div[@class='text']/p")]
        assert texts[:3] == ["Title", "The bridge", "It is open, says AT&T {{ 7 * 7 }}."]
        assert "Heading" in texts
        left_out = shown.tree.xpath("string(//section[@aria-labelledby='left-out'])")
        assert "Share this article" in left_out
        assert "Share bar" in left_out

    def test_a_long_text_has_pages(
        self, editor: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "_LIMIT", 2)
        number = desk.save(text="\n\n".join(f"Paragraph number {n} is here." for n in range(5)))
        shown = editor.see(f"{ARTICLES}/{number}/text")
        found = shown.tree.xpath("//div[@class='text']/p/text()")
        while shown.tree.xpath("//a[@rel='next']"):
            shown = editor.open(shown, "Go on reading")
            found += shown.tree.xpath("//div[@class='text']/p/text()")
        assert found == [f"Paragraph number {n} is here." for n in range(5)]
        assert editor.see(f"{ARTICLES}/{number}/text?from=99999").status == 200
        for wrong in ("x", "-1", "9" * 40, "%00", "%D9%A1"):
            assert editor.see(f"{ARTICLES}/{number}/text?from={wrong}").status == 422

    def test_an_article_from_before_says_that_it_is_unknown(
        self, editor: Person, desk: Desk, services: Services
    ) -> None:
        number = desk.save()

        def forget(session: Any) -> None:
            session.merge(desk.row()).dropped = None

        services.publishing.database.write(forget)
        assert "is not known" in editor.see(f"{ARTICLES}/{number}/text").main


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "0 s"), (59.6, "1 min 0 s"), (214, "3 min 34 s"), (7380, "2 h 3 min")],
)
def test_durations_are_said(seconds: float, said: str) -> None:
    assert say_duration(seconds) == said


@pytest.mark.parametrize(
    ("tag", "said"),
    [("en", "English"), ("pt-BR", "Portuguese (Brazil)"), ("xx-yy-zz", "xx-yy-zz"), (None, "")],
)
def test_languages_are_said(tag: str | None, said: str) -> None:
    assert say_language(tag) == said


def test_counts_are_said() -> None:
    said = [say_count(number, "play") for number in (0, 1, 1200)]
    assert said == ["0 plays", "1 play", "1,200 plays"]
