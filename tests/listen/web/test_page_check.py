"""A page that a click registered is read again after later clicks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from listen.keys.key_store import KeyStore
from listen.publishing.jobs import check_page, current_checks
from listen.publishing.page_check import PageChecks
from listen.publishing.tasks import CHECK_PAGE, QUEUE
from listen.web.services import EXTENSION, Services
from tests.listen.web.conftest import problem
from tests.listen.web.news_site import SENTENCE, NewsSite, article
from tests.listen.web.page_server import *  # noqa: F403  # fixtures
from tests.listen.web.page_server import Ask, Save

URL = "http://news.example/bridge"
EDITED = f"<p>One more paragraph was added. {SENTENCE}</p>"
Work = Callable[[], None]


@pytest.fixture(autouse=True)
def checks(app: Flask, site: NewsSite, redis: Redis) -> PageChecks:
    services: Services = app.extensions[EXTENSION]
    ctx = replace(services.publishing, client=site.client())
    checks = PageChecks(ctx, services.budgets, redis)
    current_checks.set(checks)
    return checks


@pytest.fixture
def click(ask: Ask) -> Callable[[], Any]:
    """Ask for the page's audio, and close the connection."""

    def click() -> Any:
        answer = ask(URL)
        answer.close()
        return answer

    return click


@pytest.fixture
def run_checks(redis: Redis) -> Callable[[], int]:
    """Do what is queued for the publish process. Return the number of checks."""

    def run() -> int:
        queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
        jobs = queue.jobs
        redis.delete(queue.key)
        for job in jobs:
            assert job.func_name == CHECK_PAGE
            check_page(*job.args)
        return len(jobs)

    return run


@pytest.fixture
def later(redis: Redis) -> Callable[[], None]:
    """Let `check_minutes` pass."""

    def later() -> None:
        for name in redis.keys("listen:page:checked:*"):
            redis.delete(name)

    return later


@pytest.fixture
def registered(site: NewsSite, click: Callable[[], Any], work: Work) -> str:
    """The key of the audio of a page that was clicked."""
    site.add("/bridge", article(), etag='"1"')
    key = str(click().get_json()["key"])
    work()
    site.requests.clear()
    return key


@pytest.mark.usefixtures("registered")
class TestRate:
    def test_a_page_is_checked_once_in_a_while_and_never_by_the_click_itself(
        self, site: NewsSite, click: Any, run_checks: Any, later: Any
    ) -> None:
        for _ in range(3):
            click()
        assert run_checks() == 0  # it was read a moment ago
        later()
        for _ in range(5):
            click()
        assert site.requests == []
        assert run_checks() == 1
        assert len(site.requests) == 1

    def test_head_checks_nothing(self, client: FlaskClient, later: Any, run_checks: Any) -> None:
        later()
        client.head("/v1/pages", query_string={"url": URL}).close()
        assert run_checks() == 0

    def test_an_article_of_a_cms_is_not_checked(
        self, ask: Ask, publish: Save, run_checks: Any, later: Any
    ) -> None:
        publish("a-1", url="http://news.example/other", text=SENTENCE)
        later()
        ask("http://news.example/other").close()
        assert run_checks() == 0


class TestChanges:
    def check(self, click: Any, later: Any, run_checks: Any) -> None:
        later()
        click()
        assert run_checks() == 1

    def test_edited_words_are_made_again_and_the_old_audio_stays_until_then(
        self, registered: str, site: NewsSite, click: Any, later: Any, run_checks: Any, work: Work
    ) -> None:
        site.add("/bridge", article(body=EDITED), etag='"2"')
        self.check(click, later, run_checks)
        assert click().get_json()["key"] == registered
        work()
        answer = click()
        assert answer.status_code == 200
        assert answer.get_json()["key"] != registered

    def test_an_unchanged_page_makes_nothing_and_is_not_sent_again(
        self, registered: str, site: NewsSite, click: Any, later: Any, run_checks: Any, redis: Redis
    ) -> None:
        for _ in range(2):
            self.check(click, later, run_checks)
        assert len(site.requests) == 2
        assert redis.zcard("listen:pending") == 0
        assert click().get_json()["key"] == registered

    @pytest.mark.parametrize(
        "answer",
        [
            {"body": "Not here.", "status": 404},
            {"body": "Gone.", "status": 410},
            {"body": "Log in.", "status": 401},
            {"body": article(head='<meta name="robots" content="noindex">')},
            {"body": article(canonical="http://news.example/moved")},
            {"body": "", "status": 301, "location": "http://news.example/moved"},
            {"body": "<!doctype html><form><input type=password></form>"},
        ],
        ids=["404", "410", "401", "noindex", "canonical", "redirect", "login"],
    )
    def test_a_page_that_is_gone_is_withdrawn_and_may_return(
        self,
        registered: str,
        site: NewsSite,
        click: Any,
        later: Any,
        run_checks: Any,
        client: FlaskClient,
        redis: Redis,
        work: Work,
        answer: dict[str, Any],
    ) -> None:
        site.add("/moved", article(canonical="http://news.example/moved"))
        site.add("/bridge", **answer)
        self.check(click, later, run_checks)
        assert client.get(f"/audio/{registered}.mp3").status_code == 410
        site.add("/bridge", article())
        assert click().status_code == 202
        work()
        assert click().status_code == 200
        assert client.get(f"/audio/{registered}.mp3").status_code == 200

    @pytest.mark.parametrize(
        "answer",
        [
            {"body": "Busy.", "status": 500},
            {"body": "Busy.", "status": 503},
            {"body": "No robots.", "status": 403},
            {"body": "Slow down.", "status": 429},
            {"body": "%PDF", "media_type": "application/pdf"},
            {"body": "", "status": 302, "location": "http://elsewhere.example/"},
        ],
    )
    def test_a_page_that_cannot_be_read_changes_nothing(
        self,
        registered: str,
        site: NewsSite,
        click: Any,
        later: Any,
        run_checks: Any,
        answer: dict[str, Any],
    ) -> None:
        site.add("/bridge", **answer)
        self.check(click, later, run_checks)
        assert (click().status_code, click().get_json()["key"]) == (200, registered)

    def test_a_page_that_the_publisher_withdrew_stays_withdrawn(
        self,
        registered: str,
        site: NewsSite,
        click: Any,
        later: Any,
        run_checks: Any,
        client: FlaskClient,
        keys: KeyStore,
    ) -> None:
        headers = {"x-api-key": keys.create("cms", "news", ["publish"])[0]}
        [page] = client.get("/v1/articles", headers=headers).get_json()["articles"]
        for before in ("the check", "nothing"):
            assert client.delete(f"/v1/articles/{page['id']}", headers=headers).status_code == 204
            later()
            problem(click(), 410, "withdrawn")
            assert run_checks() == 0, before
        assert site.requests == []

    def test_the_budget_of_the_site_holds(
        self, registered: str, site: NewsSite, click: Any, later: Any, run_checks: Any, redis: Redis
    ) -> None:
        redis.set("listen:budget:characters:news", 10**6, ex=1000)
        site.add("/bridge", article(body=EDITED))
        self.check(click, later, run_checks)
        assert redis.zcard("listen:pending") == 0
        assert click().get_json()["key"] == registered
        redis.delete("listen:budget:characters:news")
        self.check(click, later, run_checks)
        assert redis.zcard("listen:pending") == 1
