"""The course of `listen pregenerate`: what is requested, waited for, skipped and reported."""

from typing import Any, cast

import pytest
from click.testing import CliRunner, Result

from listen.cli import download as download_module
from listen.cli import pregenerate as module
from listen.cli.article_requests import ArticleRequests, AudioRequests
from listen.cli.client import Client, ClientError
from listen.cli.find_articles import ArticleFinder
from listen.cli.main import main
from listen.cli.pregenerate import Outcome, pregenerate
from listen.cli.responses import Article, Audio, Preview
from listen.feeds.download import Download


class Server(Client):
    """Finishes everything at the second look, but not what contains "broken" or "missing"."""

    def __init__(self, answers: int = 1000) -> None:
        super().__init__("http://127.0.0.1")
        self.answers = answers
        self.requested: list[dict[str, Any]] = []
        self.made: set[str] = set()
        self.registered: dict[str, str] = {}

    def request_audio(self, fields: dict[str, Any]) -> Audio:
        self._answer(fields)
        key = self._key(fields)
        return cast(Audio, {"key": key, "state": "finished" if key in self.made else "queued"})

    def preview(self, fields: dict[str, Any]) -> Preview:
        self._answer(fields)
        return cast(Preview, {"key": self._key(fields)})

    def get_audio(self, key: str) -> Audio:
        if "broken" in key:
            raise ClientError("It broke.")
        if "failed" in key:
            error = {"code": "engine_failed", "detail": "No sound."}
            return cast(Audio, {"key": key, "state": "failed", "error": error})
        if "missing" in key:
            raise ClientError("Never heard of.", code="unknown_audio")
        state = "queued" if "slow" in key else "evicted" if "old" in key else "finished"
        self.made.add(key)
        return cast(Audio, {"key": key, "state": state, "error": None})

    def put_article(self, source_id: str, fields: dict[str, Any]) -> Article:
        self._answer(fields)
        self.registered[source_id] = self._key(fields)
        return cast(Article, {"state": "pending", "audio": None, "error": None})

    def get_article(self, source_id: str) -> Article:
        if source_id not in self.registered:
            raise ClientError("No such article.", code="unknown_article")
        state = "held" if "held" in source_id else "ready"
        audio = {"key": self.registered[source_id]}
        return cast(Article, {"state": state, "audio": audio, "next_audio": None, "error": None})

    def _answer(self, fields: dict[str, Any]) -> None:
        self.answers -= 1
        if self.answers < 0:
            raise ClientError("No server.", is_unreachable=True)
        self.requested.append(fields)
        if "private" in fields.get("url", "") and "html" not in fields:
            raise ClientError("May not fetch (url_not_allowed)", code="url_not_allowed")
        if "empty" in fields.get("html", "") + fields.get("url", ""):
            raise ClientError("No article (no_article_found)", code="no_article_found")

    @staticmethod
    def _key(fields: dict[str, Any]) -> str:
        return str(fields.get("html") or fields.get("text") or fields["url"])


@pytest.fixture(autouse=True)
def _no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_POLL_INTERVAL", 0.0)


def page(url: str) -> Download:
    return Download(url, b"<html>", "text/html")


def feed(*paths: str) -> Any:
    def fetch(url: str) -> Download:
        items = "".join(
            f"<item><link>https://a.org/{path}</link><title>T</title><c:encoded>"
            f"&lt;p>Text of {path}.&lt;/p></c:encoded></item>"
            for path in paths
        )
        xmlns = "xmlns:c='http://purl.org/rss/1.0/modules/content/'"
        return Download(url, f"<rss {xmlns}><channel>{items}</channel></rss>".encode())

    return fetch


def run(server: Server, *urls: str) -> Outcome:
    return pregenerate(AudioRequests(server, {}), ArticleFinder(urls, page))


def test_an_article_whose_state_is_unknown_does_not_end_the_others() -> None:
    outcome = run(Server(), "https://a.org/1", "https://a.org/broken", "https://a.org/2")
    assert (outcome.generated, outcome.failures) == (2, ["https://a.org/broken: It broke."])


def test_an_article_that_failed_is_named_with_its_reason() -> None:
    outcome = run(Server(), "https://a.org/failed")
    assert outcome.failures == ["https://a.org/failed: No sound. (engine_failed)"]


def test_a_server_that_goes_away_fails_the_remaining_articles() -> None:
    urls = [f"https://a.org/{number}" for number in range(4)]
    outcome = run(Server(answers=2), *urls)
    assert outcome.generated == 2
    assert outcome.failures == [f"https://a.org/{number}: No server." for number in (2, 3)]
    with pytest.raises(ClientError):
        run(Server(answers=0), *urls)


def test_a_refused_key_ends_the_run_at_once() -> None:
    class Refusing(Server):
        def _answer(self, fields: dict[str, Any]) -> None:
            super()._answer(fields)
            raise ClientError("A key is required.", code="unauthorized")

    server = Refusing()
    with pytest.raises(ClientError, match="A key is required"):
        run(server, "https://a.org/1", "https://a.org/2")
    assert len(server.requested) == 1


def test_a_busy_server_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)

    class Busy(Server):
        def _answer(self, fields: dict[str, Any]) -> None:
            super()._answer(fields)
            if len(self.requested) < 4:
                raise ClientError("Busy.", code="unavailable", retry_after=5)

    assert run(Busy(), "https://a.org/1").generated == 1
    assert waits[:3] == [5, 5, 5]


def test_a_server_that_is_busy_for_hours_is_not_waited_for() -> None:
    class Exhausted(Server):
        def _answer(self, fields: dict[str, Any]) -> None:
            raise ClientError("Come back.", code="quota_exceeded", retry_after=3600)

    assert run(Exhausted(), "https://a.org/1").failures == ["https://a.org/1: Come back."]


def test_equal_texts_are_requested_once_and_counted_each(tmp_path: Any) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("The same words.")
    outcome = pregenerate(AudioRequests(Server(), {}), ArticleFinder([tmp_path], page))
    assert (outcome.generated, outcome.existing) == (1, 2)


def test_pages_without_an_article_are_skipped(tmp_path: Any) -> None:
    (tmp_path / "a.html").write_text("<p>empty</p>")
    (tmp_path / "b.html").write_text("<p>Words.</p>")
    finder = ArticleFinder([tmp_path], page)
    outcome = pregenerate(AudioRequests(Server(), {}), finder)
    assert (outcome.generated, outcome.failures) == (1, [])
    assert finder.skipped == {"without an article": 1}


def test_pages_without_an_article_in_a_list_are_skipped_and_named_ones_fail() -> None:
    finder = ArticleFinder(["https://a.org/feed"], feed("one", "empty"))
    outcome = pregenerate(AudioRequests(Server(), {}), finder)
    assert (outcome.generated, outcome.failures) == (1, [])
    assert finder.skipped == {"without an article": 1}
    failures = run(Server(), "https://a.org/empty").failures
    assert failures == ["https://a.org/empty: No article (no_article_found)"]


def test_the_text_in_a_feed_serves_if_the_server_may_not_fetch_the_page() -> None:
    server = Server()
    finder = ArticleFinder(["https://a.org/feed"], feed("public", "private"))
    assert pregenerate(AudioRequests(server, {"voice": "v"}), finder).generated == 2
    assert server.requested == [
        {"url": "https://a.org/public", "voice": "v"},
        {"url": "https://a.org/private", "voice": "v"},
        {
            "html": "<p>Text of private.</p>",
            "source_url": "https://a.org/private",
            "title": "T",
            "voice": "v",
        },
    ]


def test_published_articles_are_registered_with_their_fields() -> None:
    server = Server()
    finder = ArticleFinder(["https://a.org/feed"], feed("one", "held"))
    outcome = pregenerate(ArticleRequests(server, {"voice": "v"}), finder)
    assert (outcome.generated, outcome.held) == (1, 1)
    assert [*server.registered] == ["a.org:one", "a.org:held"]
    assert server.requested[0] == {
        "url": "https://a.org/one",
        "title": "T",
        "html": "<p>Text of one.</p>",
        "voice": "v",
    }


def invoke(server: Server, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setattr("listen.cli.pregenerate_command.client_of", lambda *_: server)
    return CliRunner(mix_stderr=False).invoke(main, ["pregenerate", *arguments])


def test_the_summary_counts_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download_module, "download", feed("one", "two", "broken"))
    result = invoke(Server(), monkeypatch, "https://a.org/feed", "https://a.org/rss")
    assert result.stdout == (
        "2 generated, 0 already existed, 1 failed, 3 skipped (3 named before)\n"
    )
    assert result.stderr == "https://a.org/broken: It broke.\n"
    assert result.exit_code == 1


def test_an_interrupt_ends_with_a_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(Server):
        def get_audio(self, key: str) -> Audio:
            if "two" in key:
                raise KeyboardInterrupt
            return super().get_audio(key)

    monkeypatch.setattr(download_module, "download", feed("one", "two"))
    result = invoke(Interrupted(), monkeypatch, "https://a.org/feed")
    assert result.stdout == "1 generated, 0 already existed, 0 failed\n"
    assert "The server finishes what was requested." in result.stderr
    assert result.exit_code == 130


def test_publishing_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LISTEN_API_KEY", raising=False)
    result = CliRunner().invoke(main, ["pregenerate", "https://a.org/", "--publish"])
    assert (result.exit_code, "--publish needs an API key" in result.output) == (2, True)


def test_a_check_names_what_is_missing_and_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = ("one", "missing", "slow", "failed", "old")
    monkeypatch.setattr(download_module, "download", feed(*paths))
    server = Server()
    result = invoke(server, monkeypatch, "https://a.org/feed", "--check")
    assert result.stdout.splitlines() == [
        "missing: https://a.org/missing",
        "unfinished: https://a.org/slow",
        "failed: https://a.org/failed: No sound.",
        "missing: https://a.org/old: its audio is evicted",
        "1 there, 4 not there",
    ]
    assert result.exit_code == 1
    assert len(server.requested) == 5


def test_a_check_succeeds_if_all_audio_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download_module, "download", feed("one", "two"))
    result = invoke(Server(), monkeypatch, "https://a.org/feed", "--check")
    assert (result.exit_code, result.stdout) == (0, "2 there, 0 not there\n")


def test_a_check_of_published_articles_tells_stale_from_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(download_module, "download", feed("one", "two", "three"))
    server = Server()
    server.registered = {
        "a.org:one": "<p>Text of one.</p>",
        "a.org:two": "<p>The text of yesterday.</p>",
    }
    result = invoke(server, monkeypatch, "https://a.org/feed", "--check", "--publish", "--key=x")
    assert result.stdout.splitlines() == [
        "stale: https://a.org/two: the text has changed since its audio was made",
        "missing: https://a.org/three: the article is not registered",
        "1 there, 2 not there",
    ]


def test_a_source_that_cannot_be_read_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download_module, "download", lambda url: Download(url, b"", status=404))
    result = invoke(Server(), monkeypatch, "https://a.org/feed", "--check")
    assert result.stdout.splitlines()[0] == (
        "error: https://a.org/feed: It must be sent with status 200, got 404."
    )
    assert result.exit_code == 1
