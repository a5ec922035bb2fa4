"""/v1/plays: reports of players, forged ones, what is stored, and the counts."""

import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import md5, sha1, sha256
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from werkzeug.test import TestResponse

from listen.config import WebConfig
from listen.errors import Unavailable
from listen.keys.key_store import KeyStore
from listen.plays.flush import flush_plays
from listen.plays.limits import MAX_LOADS_OF_ARTICLE
from listen.plays.tally import COUNTS
from listen.plays.tokens import PlayTokens
from listen.web.services import Services
from tests.listen.web.conftest import problem
from tests.listen.web.news_site import SENTENCE
from tests.listen.web.page_server import *  # noqa: F403  # fixtures
from tests.listen.web.page_server import NEWS, OTHER, Ask, Save

URL = "http://news.example/bridge"
Work = Callable[[], None]
Flush = Callable[[], dict[str, Any]]


@pytest.fixture(name="config")
def counting_config(config: WebConfig) -> WebConfig:
    return replace(config, sites=(replace(NEWS, plays=True), OTHER))


@pytest.fixture
def resource(publish: Save, work: Work, ask: Ask) -> dict[str, Any]:
    """The audio resource of the article `a-1`."""
    publish("a-1", url=URL, text=SENTENCE * 2)
    work()
    found: dict[str, Any] = ask(URL).get_json()
    return found


def token_in(resource: dict[str, Any]) -> str:
    return str(resource["extensions"]["plays"]["token"])


@pytest.fixture
def token(resource: dict[str, Any]) -> str:
    return token_in(resource)


Report = Callable[..., TestResponse]


@pytest.fixture
def report(client: FlaskClient) -> Report:
    """Report as a browser does: report(token, "play", 3.5, headers={...})."""

    def report(token: str, event: str, seconds: float = 0, **arguments: Any) -> TestResponse:
        body = json.dumps({"token": token, "event": event, "seconds": seconds})
        response = client.post("/v1/plays", data=body, mimetype="text/plain", **arguments)
        assert response.status_code == 204
        return response

    return report


@pytest.fixture
def counted(redis: Redis, services: Services, publish: Save) -> Flush:
    """Move the counts to the database, and return those of `a-1` that are not 0."""

    def counted() -> dict[str, Any]:
        flush_plays(redis, services.publishing.database)
        total = publish("a-1", "GET", "/plays").get_json()["total"]
        return {name: count for name, count in total.items() if count}

    return counted


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let seconds pass."""

    def later(seconds: float) -> None:
        at = time.time() + seconds
        monkeypatch.setattr(time, "time", lambda: at)

    return later


class TestTokens:
    def test_each_answer_of_a_counted_site_has_one(
        self, resource: dict[str, Any], ask: Ask, client: FlaskClient, services: Services
    ) -> None:
        by_key = token_in(client.get(f"/v1/audio/{resource['key']}").get_json())
        tokens = [token_in(resource), token_in(ask(URL).get_json()), by_key]
        loads = [services.plays.tokens.read(each) for each in tokens]
        assert {(each.site, each.article) for each in loads if each} == {("news", "a-1")}
        assert len({each.nonce for each in loads if each}) == 3

    @pytest.mark.parametrize("header", ["DNT", "Sec-GPC"])
    def test_a_reader_who_opts_out_gets_none(
        self, resource: dict[str, Any], ask: Ask, client: FlaskClient, header: str
    ) -> None:
        path = f"/v1/audio/{resource['key']}"
        assert "extensions" not in ask(URL, headers={header: "1"}).get_json()
        assert "extensions" not in client.get(path, headers={header: "1"}).get_json()
        assert "extensions" in ask(URL, headers={header: "0"}).get_json()

    def test_a_site_that_does_not_count_has_none(
        self, keys: KeyStore, client: FlaskClient, ask: Ask, work: Work
    ) -> None:
        headers = {"x-api-key": keys.create("cms", "other", ["publish"])[0]}
        article = {"url": "http://other.example/a", "text": SENTENCE}
        client.put("/v1/articles/a", json=article, headers=headers)
        work()
        answer = ask("http://other.example/a").get_json()
        assert "extensions" not in answer
        assert "extensions" not in client.get(f"/v1/audio/{answer['key']}").get_json()

    def test_the_site_that_counts_has_one_for_words_that_two_sites_have(
        self, keys: KeyStore, client: FlaskClient, publish: Save, work: Work, services: Services
    ) -> None:
        headers = {"x-api-key": keys.create("cms", "other", ["publish"])[0]}
        client.put("/v1/articles/o", json={"text": SENTENCE}, headers=headers)
        publish("a-1", text=SENTENCE)
        work()
        key = publish("a-1", "GET").get_json()["audio"]["key"]
        token = token_in(client.get(f"/v1/audio/{key}").get_json())
        load = services.plays.tokens.read(token)
        assert load
        assert (load.site, load.article) == ("news", "a-1")

    def test_audio_is_described_while_the_database_is_away(
        self, resource: dict[str, Any], client: FlaskClient, services: Services, monkeypatch: Any
    ) -> None:
        def fail(*_: Any) -> None:
            raise Unavailable("The database is away.")

        monkeypatch.setattr(type(services.publishing.database), "read", fail)
        answer = client.get(f"/v1/audio/{resource['key']}")
        assert answer.status_code == 200
        assert "extensions" not in answer.get_json()


class TestReports:
    def test_a_reader_who_hears_it_all(
        self,
        resource: dict[str, Any],
        token: str,
        report: Report,
        counted: Flush,
        later: Callable[[float], None],
    ) -> None:
        duration = resource["duration"]
        report(token, "load")
        report(token, "play")
        later(duration)
        for quarter in (1, 2, 3):
            report(token, "play", quarter / 4 * duration)
        report(token, "end", duration)
        once = dict.fromkeys(
            ("loads", "plays", "quarter_25", "quarter_50", "quarter_75", "completions"), 1
        )
        assert counted() == {**once, "seconds": int(duration)}

    def test_an_unfinished_audio_counts_too(
        self, publish: Save, ask: Ask, report: Report, counted: Flush
    ) -> None:
        publish("a-1", url=URL, text=SENTENCE)
        report(token_in(ask(URL).get_json()), "play", 0)
        assert counted() == {"loads": 1, "plays": 1}

    def test_any_page_may_report(self, token: str, report: Report, client: FlaskClient) -> None:
        answer = report(token, "load", headers={"Origin": "https://reader.example.com"})
        assert answer.headers["Access-Control-Allow-Origin"] == "https://reader.example.com"
        preflight = {
            "Origin": "https://x.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        assert client.options("/v1/plays", headers=preflight).status_code == 204
        preflight["Access-Control-Request-Method"] = "GET"
        problem(client.options("/v1/plays", headers=preflight), 403, "origin_not_allowed")

    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            (b"", 400, "malformed"),
            (b"[]", 400, "malformed"),
            (b"\xff", 400, "malformed"),
            (b'{"token": 1}', 400, "malformed"),
            (b"[" * 5000, 400, "malformed"),
            (b'{"token": "x", "event": "play", "seconds": 1e999}', 400, "malformed"),
            (b'{"token": "x", "event": "play", "seconds": NaN}', 400, "malformed"),
            (b'{"token": "x", "event": "play", "reader": 7}', 400, "malformed"),
            (b" " * 9000, 413, "too_long"),
        ],
    )
    def test_a_bad_body_is_a_problem(
        self, client: FlaskClient, body: bytes, status: int, code: str
    ) -> None:
        problem(client.post("/v1/plays", data=body), status, code)

    def test_nobody_notices_that_redis_is_away(
        self, token: str, report: Report, counted: Flush, services: Services, monkeypatch: Any
    ) -> None:
        def fail(*_: Any) -> None:
            raise RedisConnectionError("It is away.")

        with monkeypatch.context() as patch:
            patch.setattr(type(services.plays.tally), "add_progress", fail)
            report(token, "play")
        assert counted() == {}
        report(token, "play")
        assert counted() == {"loads": 1, "plays": 1}


class TestForgery:
    def test_a_hundred_repeated_reports_count_once(
        self, token: str, report: Report, counted: Flush
    ) -> None:
        for number in range(100):
            report(token, ("load", "play", "end")[number % 3])
        assert counted() == {"loads": 1, "plays": 1}

    def test_reports_at_the_same_time_count_once(
        self, token: str, app: Flask, counted: Flush
    ) -> None:
        body = {"token": token, "event": "play"}
        with ThreadPoolExecutor(16) as threads:
            clients = [app.test_client() for _ in range(100)]
            answers = threads.map(lambda each: each.post("/v1/plays", json=body), clients)
            assert {each.status_code for each in answers} == {204}
        assert counted() == {"loads": 1, "plays": 1}

    def test_a_withdrawn_article_has_no_seconds(
        self,
        token: str,
        report: Report,
        counted: Flush,
        publish: Save,
        later: Callable[[float], None],
    ) -> None:
        publish("a-1", "DELETE")
        later(1000)
        report(token, "end", 1e6)
        assert counted() == {"loads": 1, "plays": 1}

    def test_a_hundred_forged_reports_do_not_count(
        self,
        resource: dict[str, Any],
        token: str,
        report: Report,
        counted: Flush,
        services: Services,
        later: Callable[[float], None],
    ) -> None:
        stranger = PlayTokens(services.publishing.database)
        stranger._secret._value = "a guess"
        for number in range(50):
            report(stranger.issue("news", "a-1", resource["key"]), "end", 1e6)
            letter = "x" if token[number] != "x" else "y"
            report(f"{token[:number]}{letter}{token[number + 1 :]}", "end", 1e6)
        later(13 * 3600)
        report(token, "end", 1e6)
        assert counted() == {}

    def test_nobody_hears_an_article_in_a_moment(
        self, resource: dict[str, Any], token: str, report: Report, counted: Flush, monkeypatch: Any
    ) -> None:
        issued = time.time()

        def at(seconds: float) -> None:
            monkeypatch.setattr(time, "time", lambda: issued + seconds)

        duration = resource["duration"]
        at(0.1)
        report(token, "end", duration)
        assert counted().keys() <= {"loads", "plays", "seconds"}
        at(0.24 * duration)
        report(token, "end", duration)
        found = counted()
        assert "completions" not in found
        assert found["seconds"] < duration

    def test_an_address_counts_so_often(
        self, resource: dict[str, Any], ask: Ask, report: Report, counted: Flush
    ) -> None:
        for _ in range(MAX_LOADS_OF_ARTICLE + 20):
            report(token_in(ask(URL).get_json()), "play")
        assert counted()["plays"] == MAX_LOADS_OF_ARTICLE

    def test_a_crawler_does_not_count(self, token: str, report: Report, counted: Flush) -> None:
        crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
        report(token, "play", headers={"User-Agent": crawler})
        assert counted() == {}

    @pytest.mark.parametrize("header", ["DNT", "Sec-GPC"])
    def test_a_reader_who_opts_out_does_not_count(
        self, token: str, report: Report, counted: Flush, header: str
    ) -> None:
        report(token, "play", headers={header: "1"})
        assert counted() == {}

    def test_a_site_that_stopped_counting_has_no_new_counts(
        self, token: str, report: Report, counted: Flush, services: Services, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(services.sites, "find", lambda _: NEWS)
        report(token, "play")
        assert counted() == {}


class TestPrivacy:
    def test_nothing_stored_or_logged_tells_of_a_reader(
        self,
        app: Flask,
        ask: Ask,
        report: Report,
        redis: Redis,
        services: Services,
        site: Any,
        resource: dict[str, Any],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.DEBUG)
        address, agent = "198.51.100.77", "Reader-of-mine/7.1"
        who: dict[str, Any] = {
            "environ_base": {"REMOTE_ADDR": address},
            "headers": {"User-Agent": agent, "Cookie": "id=reader-4711"},
        }
        token = token_in(ask(URL, **who).get_json())
        answers = [report(token, event, **who) for event in ("load", "play")]
        ask("http://news.example/new", **who)  # has a budget for each address
        app.test_client().post("/v1/plays", data=b"{", **who)
        flush_plays(redis, services.publishing.database)
        assert not any("Set-Cookie" in each.headers for each in answers)
        stored = _everything_in(redis) + _everything_in_database(services)
        stored += caplog.text.encode()
        secrets = [address, agent, "reader-4711"]
        secrets += [hash_(address.encode()).hexdigest() for hash_ in (md5, sha1, sha256)]
        assert b"a-1" in stored
        assert [each for each in secrets if each.encode() in stored] == []


def _everything_in(redis: Redis) -> bytes:
    keys: Any = redis.keys("*")
    return b"".join(key + (redis.dump(key) or b"") for key in keys)


def _everything_in_database(services: Services) -> bytes:
    engine = services.publishing.database.engine
    with engine.connect() as connection:
        return "".join(connection.connection.iterdump()).encode()


class TestCounts:
    def test_an_article_by_day(
        self, token: str, report: Report, counted: Flush, publish: Save
    ) -> None:
        report(token, "play")
        counted()
        answer = publish("a-1", "GET", "/plays")
        found = answer.get_json()
        assert (found["site"], found["article"], found["total"]["plays"]) == ("news", "a-1", 1)
        assert len(found["days"]) == 30
        assert found["days"][-1]["day"] == found["to"]
        assert answer.headers["Cache-Control"] == "no-store"
        table = publish("a-1", "GET", "/plays?format=csv")
        assert table.mimetype == "text/csv"
        assert len(table.get_data(as_text=True).splitlines()) == 31

    def test_a_site_by_day_and_by_article(
        self,
        token: str,
        report: Report,
        counted: Flush,
        keys: KeyStore,
        client: FlaskClient,
    ) -> None:
        report(token, "play")
        counted()
        headers = {"x-api-key": keys.create("cms", "news", ["publish"])[0]}
        days = client.get("/v1/plays", headers=headers).get_json()
        assert days["total"]["plays"] == 1
        articles = client.get("/v1/plays?by=article&limit=1", headers=headers).get_json()
        assert [each["article"] for each in articles["articles"]] == ["a-1"]
        assert articles["articles"][0]["url"] == URL
        assert articles["cursor"] is None
        assert (
            client.get("/v1/plays?by=article&cursor=1", headers=headers).get_json()["articles"]
            == []
        )
        table = client.get("/v1/plays?by=article", headers={**headers, "Accept": "text/csv"})
        assert table.get_data(as_text=True).splitlines()[1].startswith("a-1,")

    @pytest.mark.parametrize(
        "query",
        [
            "from=2026-02-30",
            "from=yesterday",
            "to=2026-1-1x",
            "to=",
            "from=2026-02-02&to=2026-02-01",
            "from=2020-01-01&to=2026-01-01",
            "from=0001-01-01",
            "format=xml",
            "by=week",
            "by=article&limit=0",
            "by=article&cursor=-1",
            "by=article&cursor=99999999999",
        ],
    )
    def test_a_bad_query_is_a_problem(
        self, keys: KeyStore, client: FlaskClient, query: str
    ) -> None:
        headers = {"x-api-key": keys.create("cms", "news", ["publish"])[0]}
        problem(client.get(f"/v1/plays?{query}", headers=headers), 422, "invalid_field")

    def test_the_first_days_of_all(self, keys: KeyStore, client: FlaskClient) -> None:
        headers = {"x-api-key": keys.create("cms", "news", ["publish"])[0]}
        assert client.get("/v1/plays?to=0001-01-03", headers=headers).status_code == 200

    def test_only_the_site_sees_its_counts(
        self, client: FlaskClient, keys: KeyStore, publish: Save
    ) -> None:
        problem(client.get("/v1/plays"), 401, "unauthorized")
        problem(client.get("/v1/articles/a-1/plays"), 401, "unauthorized")
        other = {"x-api-key": keys.create("cms", "other", ["publish"])[0]}
        problem(client.get("/v1/plays?site=news", headers=other), 403, "forbidden")
        problem(client.get("/v1/articles/a-1/plays", headers=other), 404, "unknown_article")
        speaker = {"x-api-key": keys.create("voice", "news", ["synthesize"])[0]}
        problem(client.get("/v1/plays", headers=speaker), 403, "forbidden")


def test_the_counts_are_in_one_hash_until_they_are_moved(
    token: str, report: Report, redis: Redis, counted: Flush
) -> None:
    report(token, "play")
    assert redis.exists(COUNTS) == 1
    counted()
    assert redis.exists(COUNTS) == 0
