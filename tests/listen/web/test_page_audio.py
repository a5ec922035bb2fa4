"""/v1/pages: registered articles, new pages, budgets, origins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.rendition import Rendition
from audio_cache.state import States
from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.errors import Unavailable
from listen.keys.address_digests import AddressDigests
from listen.keys.key_store import KeyStore
from listen.sites.site import Limits
from listen.web.app import create_app
from listen.web.services import EXTENSION
from tests.conftest import pending_names
from tests.listen.web.conftest import problem
from tests.listen.web.news_site import SENTENCE, NewsSite, article, search_page
from tests.listen.web.page_server import *  # noqa: F403  # fixtures
from tests.listen.web.page_server import NEWS, OTHER, Ask, Save

Work = Callable[[], None]
URL = "http://news.example/bridge"
TEXT = SENTENCE * 2


class TestRegisteredArticle:
    def test_its_audio_is_made_on_the_click_before_all_others(
        self, ask: Ask, publish: Save, redis: Redis, site: NewsSite
    ) -> None:
        key = publish("a-1", url=URL, text=TEXT).get_json()["audio"]["key"]
        state = States(redis).get(key)
        assert state
        assert state.queue.startswith("publish:")
        answer = ask(URL)
        assert (answer.status_code, answer.get_json()["key"]) == (202, key)
        state = States(redis).get(key)
        assert state
        assert state.queue.startswith("click:")
        assert site.requests == []

    @pytest.mark.parametrize(
        "url",
        [
            f"{URL}?utm_source=mail#part",
            "https://NEWS.example.:443/%62ridge/",
            "http://news.example/a/../bridge",
            "http://news.example/older",
        ],
    )
    def test_it_is_found_by_every_form_of_its_urls(
        self, ask: Ask, publish: Save, work: Work, url: str, site: NewsSite
    ) -> None:
        publish("a-1", url="http://news.example/older", text=TEXT)
        publish("a-1", url=URL, text=TEXT)
        work()
        assert ask(url).status_code == 200
        assert site.requests == []

    def test_readers_hear_the_old_audio_until_the_new_is_whole(
        self, ask: Ask, publish: Save, work: Work
    ) -> None:
        publish("a-1", url=URL, text=TEXT)
        work()
        old = ask(URL).get_json()["key"]
        new = publish("a-1", url=URL, text=TEXT + "More.").get_json()["next_audio"]["key"]
        assert ask(URL).get_json()["key"] == old
        work()
        assert ask(URL).get_json()["key"] == new

    def test_evicted_audio_is_made_again(
        self, ask: Ask, publish: Save, work: Work, store: MemoryStore
    ) -> None:
        publish("a-1", url=URL, text=TEXT)
        work()
        key = ask(URL).get_json()["key"]
        store.audio.pop(Rendition(key))
        again = ask(URL)
        assert (again.status_code, again.get_json()["state"]) == (202, "queued")
        work()
        assert ask(URL).status_code == 200

    def test_audio_that_redis_and_the_store_have_lost_is_made_again(
        self, ask: Ask, publish: Save, redis: Redis
    ) -> None:
        publish("a-1", url=URL, text=TEXT)
        redis.flushall()
        assert ask(URL).status_code == 202
        assert len(pending_names(redis)) == 1

    def test_held_audio_is_unknown_until_it_is_published(
        self, ask: Ask, publish: Save, work: Work
    ) -> None:
        publish("a-1", url=URL, text=TEXT, hold=True)
        problem(ask(URL), 404, "unknown_article")
        work()
        problem(ask(URL), 404, "unknown_article")
        publish("a-1", "POST", "/publish")
        assert ask(URL).status_code == 200

    @pytest.mark.parametrize("access", ["members", "paid", "password", "private"])
    def test_without_a_public_part_it_is_unknown(
        self, ask: Ask, publish: Save, site: NewsSite, access: str
    ) -> None:
        publish("a-1", url=URL, text=TEXT, access=access)
        problem(ask(URL), 404, "unknown_article")
        site.add("/bridge", article())
        problem(ask(URL), 404, "unknown_article")
        assert len(site.requests) <= 1  # of the save, which looks for a public part

    def test_the_public_part_of_a_paid_article_is_for_everybody(
        self, ask: Ask, publish: Save, work: Work, client: FlaskClient
    ) -> None:
        html = f"<p>{TEXT}</p><!--members-only--><p>A secret that is sold to members.</p>"
        publish("a-1", url=URL, html=html, access="paid")
        work()
        links = ask(URL).get_json()["links"]
        assert "secret" not in client.get(links["marks"]).get_data(as_text=True)
        assert client.get(links["audio"]).status_code == 200

    def test_withdrawn(self, ask: Ask, publish: Save, work: Work) -> None:
        publish("a-1", url=URL, text=TEXT)
        work()
        publish("a-1", "DELETE")
        problem(ask(URL), 410, "withdrawn")

    def test_failed_without_older_audio(self, ask: Ask, publish: Save, redis: Redis) -> None:
        key = publish("a-1", url=URL, text=TEXT).get_json()["audio"]["key"]
        States(redis).failed(key, "engine_failed", "It broke.")
        problem(ask(URL), 404, "unknown_article")

    def test_failed_with_older_audio(
        self, ask: Ask, publish: Save, work: Work, redis: Redis
    ) -> None:
        publish("a-1", url=URL, text=TEXT)
        work()
        old = ask(URL).get_json()["key"]
        key = publish("a-1", url=URL, text=TEXT + "More.").get_json()["next_audio"]["key"]
        States(redis).failed(key, "engine_failed", "It broke.")
        assert (ask(URL).status_code, ask(URL).get_json()["key"]) == (200, old)

    def test_the_audio_of_a_fallback_voice(
        self, ask: Ask, publish: Save, redis: Redis, client: FlaskClient, keys: KeyStore
    ) -> None:
        key = publish("a-1", url=URL, text=TEXT).get_json()["audio"]["key"]
        text, _ = keys.create("a", None, ["synthesize"])
        body = {"text": TEXT, "speed": 1.5}
        other = client.post("/v1/audio", json=body, headers={"x-api-key": text}).get_json()["key"]
        States(redis).failed(key, "engine_failed", "It broke.", superseded_by=other)
        assert ask(URL).get_json()["key"] == other


class TestQuery:
    """Articles that only their query identifies."""

    URLS = (
        "http://news.example/?p=12",
        "http://news.example/?p=13",
        "http://news.example/index.php?id=7",
        "http://news.example/index.php?id=8&section=2",
        "http://news.example/article?id=7",
        "http://news.example/article?id=7&page=2",
        "http://news.example/article",
        "http://news.example/read.asp?Id=7",
        "http://news.example/story?slug=%C3%BCber",
        "http://news.example/node?q=node/5",
    )

    @pytest.fixture
    def keys_of_urls(self, publish: Save) -> dict[str, str]:
        return {
            url: publish(f"a-{number}", url=url, text=f"{TEXT} Edition {number}.").get_json()[
                "audio"
            ]["key"]
            for number, url in enumerate(self.URLS)
        }

    def test_each_has_its_own_audio(self, ask: Ask, keys_of_urls: dict[str, str]) -> None:
        assert {url: ask(url).get_json()["key"] for url in self.URLS} == keys_of_urls

    @pytest.mark.parametrize(
        ("url", "article"),
        [
            ("https://news.example/?utm_source=x&p=12&fbclid=1#top", 0),
            ("http://news.example?p=13", 1),
            ("http://news.example/?preview=true&p=13", 1),
            ("http://news.example/index.php?lang=de&id=7", 2),
            ("http://news.example/index.php?section=2&id=8", 3),
            ("http://news.example/index.php?section=2&id=8&id=9", 3),
            ("http://news.example/article?page=2&id=7", 5),
            ("http://news.example/article?page=3&id=7", 4),
            ("http://news.example/article?id=9", 6),
            ("http://news.example/article/?utm_medium=mail", 6),
            ("http://news.example/read.asp?Id=7&id=8", 7),
            ("http://news.example/story?slug=über", 8),
            ("http://news.example/node?q=node%2F5", 9),
            ("http://news.example/?p=1", None),
            ("http://news.example/?p=122", None),
            ("http://news.example/?q=12", None),
            ("http://news.example/", None),
            ("http://news.example/index.php", None),
            ("http://news.example/index.php?id=8", None),
            ("http://news.example/read.asp?id=7", None),
            ("http://news.example/story", None),
            ("http://other.example/?p=12", None),
        ],
    )
    def test_readers_urls(
        self, ask: Ask, keys_of_urls: dict[str, str], url: str, article: int | None
    ) -> None:
        answer = ask(url)
        if article is None:
            assert answer.status_code in (404, 502)
        else:
            assert answer.get_json()["key"] == keys_of_urls[self.URLS[article]]

    def test_invented_queries_make_one_article_at_most(
        self, ask: Ask, site: NewsSite, redis: Redis
    ) -> None:
        site.add("/article", article())
        keys = {ask(f"http://news.example/article?id={n}").get_json()["key"] for n in range(20)}
        assert len(keys) == len(pending_names(redis)) == 1
        assert [target for _, target in site.requests] == ["/article"]

    def test_withdrawn_is_not_the_page_without_the_query(
        self, ask: Ask, publish: Save, keys_of_urls: dict[str, str]
    ) -> None:
        publish("a-4", "DELETE")
        problem(ask("http://news.example/article?id=7"), 410, "withdrawn")
        assert ask("http://news.example/article").status_code == 202

    def test_a_page_whose_canonical_url_has_the_query(
        self, ask: Ask, site: NewsSite, keys_of_urls: dict[str, str]
    ) -> None:
        site.add("/bridge", article(canonical="http://news.example/?p=12"))
        assert ask(URL).get_json()["key"] == keys_of_urls[self.URLS[0]]


class TestNewPage:
    def test_an_article_is_registered_and_its_audio_is_made_at_once(
        self,
        ask: Ask,
        site: NewsSite,
        work: Work,
        redis: Redis,
        client: FlaskClient,
        keys: KeyStore,
    ) -> None:
        site.add("/bridge", article())
        answer = ask(f"{URL}?q=words#part")
        assert answer.status_code == 202
        state = States(redis).get(answer.get_json()["key"])
        assert state
        assert state.queue.startswith("click:")
        assert site.requests == [("news.example", "/bridge")]
        work()
        done = ask(URL)
        assert (done.status_code, done.get_json()["title"]) == (200, "The bridge 1")
        assert len(site.requests) == 1
        key, _ = keys.create("cms", "news", ["publish"])
        saved = client.get("/v1/articles", headers={"x-api-key": key}).get_json()["articles"]
        assert [(each["url"], each["state"]) for each in saved] == [(URL, "ready")]
        assert saved[0]["id"].startswith("page-")

    def test_the_canonical_page_is_registered_instead(self, ask: Ask, site: NewsSite) -> None:
        site.add("/amp/bridge", article(canonical="http://news.example/bridge?x=1"))
        site.add("/bridge", article(canonical="/bridge"))
        key = ask("http://news.example/amp/bridge").get_json()["key"]
        assert [target for _, target in site.requests] == ["/amp/bridge", "/bridge"]
        assert ask(URL).get_json()["key"] == key
        assert len(site.requests) == 2

    def test_a_canonical_page_that_is_registered_is_not_fetched(
        self, ask: Ask, site: NewsSite, publish: Save
    ) -> None:
        key = publish("a-1", url=URL, text=TEXT).get_json()["audio"]["key"]
        site.add("/amp/bridge", article(canonical=URL))
        assert ask("http://news.example/amp/bridge").get_json()["key"] == key
        assert len(site.requests) == 1

    def test_a_redirect_leads_to_the_page(self, ask: Ask, site: NewsSite) -> None:
        site.add("/old", "", status=301, location="/bridge")
        site.add("/bridge", article())
        key = ask("http://news.example/old").get_json()["key"]
        assert ask(URL).get_json()["key"] == key

    def test_a_site_whose_audio_is_held_makes_none_on_a_click(
        self, config: WebConfig, app: Flask, ask: Ask, site: NewsSite
    ) -> None:
        held = replace(app.extensions[EXTENSION].sites.get("other"), hold=True)
        site.add("/bridge", article())
        services = app.extensions[EXTENSION]
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr(services.sites, "of_url", lambda _: held)
            problem(ask("http://other.example/bridge"), 404, "unknown_article")
        assert site.requests == []

    def test_a_head_request_makes_nothing(
        self, client: FlaskClient, site: NewsSite, redis: Redis
    ) -> None:
        site.add("/bridge", article())
        assert client.head("/v1/pages", query_string={"url": URL}).status_code == 404
        assert (site.requests, pending_names(redis)) == ([], [])

    def test_a_failed_page_is_fetched_again(
        self, ask: Ask, site: NewsSite, redis: Redis, work: Work
    ) -> None:
        site.add("/bridge", article())
        key = ask(URL).get_json()["key"]
        States(redis).failed(key, "unavailable", "Try again.")
        assert ask(URL).status_code in (202, 404)
        assert ask(URL).status_code == 202
        work()
        assert ask(URL).status_code == 200

    def test_an_article_of_the_cms_comes_before_that_of_a_click(
        self, ask: Ask, site: NewsSite, publish: Save, work: Work
    ) -> None:
        site.add("/bridge", article())
        ask(URL)
        key = publish("a-1", url=URL, text=TEXT).get_json()["audio"]["key"]
        assert ask(URL).get_json()["key"] == key

    def test_clicks_at_the_same_time_fetch_the_page_once(
        self, app: Flask, site: NewsSite, redis: Redis
    ) -> None:
        site.add("/bridge", article())

        def click(_: int) -> int:
            with app.test_client() as client:
                return client.get("/v1/pages", query_string={"url": URL}).status_code

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(click, range(8))) == {202}
        assert len(site.requests) == 1
        assert len(pending_names(redis)) == 1

    @pytest.mark.parametrize(
        ("answer", "status", "code"),
        [
            ({"body": search_page("")}, 404, "unknown_article"),
            ({"body": article(head="<meta name=robots content='noindex, follow'>")}, 404, ""),
            ({"body": "", "status": 500}, 502, "fetch_failed"),
            ({"body": "", "status": 404}, 502, "fetch_failed"),
            ({"body": "words " * 500, "media_type": "text/plain"}, 404, ""),
            ({"body": "%PDF-1.7", "media_type": "application/pdf"}, 502, "fetch_failed"),
            ({"body": article() + "<p>" + SENTENCE * 100}, 404, ""),  # too long
        ],
    )
    def test_a_refused_page_is_not_fetched_again_for_a_minute(
        self,
        ask: Ask,
        site: NewsSite,
        redis: Redis,
        answer: dict[str, Any],
        status: int,
        code: str,
    ) -> None:
        site.add("/bridge", **answer)
        details = {problem(ask(URL), status, code or "unknown_article") for _ in range(3)}
        assert len(details) == 1
        assert len(site.requests) == 1
        (remembered,) = redis.keys("listen:page:refused:*")
        assert 0 < redis.ttl(remembered) <= 60
        assert pending_names(redis) == []


class TestBudgets:
    def test_new_pages_of_an_address(
        self, ask: Ask, site: NewsSite, work: Work, redis: Redis
    ) -> None:
        for number in range(6):
            site.add(f"/{number}", article(number))
        for number in range(5):
            assert ask(f"http://news.example/{number}").status_code == 202
        refused = ask("http://news.example/5")
        problem(refused, 429, "rate_limited")
        assert 0 < int(refused.headers["Retry-After"]) <= 3600
        assert len(site.requests) == 5
        assert ask("http://news.example/0").status_code == 202  # it is registered
        other = {"REMOTE_ADDR": "198.51.100.7"}
        assert ask("http://news.example/5", environ_base=other).status_code == 202

    def test_pages_that_are_refused_count(self, ask: Ask, site: NewsSite) -> None:
        for number in range(5):
            assert ask(f"http://news.example/{number}").status_code == 502
        problem(ask("http://news.example/5"), 429, "rate_limited")
        assert len(site.requests) == 5

    def test_a_page_that_a_busy_server_did_not_fetch_does_not_count(
        self, app: Flask, ask: Ask, site: NewsSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.add("/bridge", article())

        def refuse(_: str) -> None:
            raise Unavailable("Busy.")

        with monkeypatch.context() as patch:
            patch.setattr(app.extensions[EXTENSION].fetcher, "fetch", refuse)
            for _ in range(10):
                problem(ask(URL), 503, "unavailable")
        assert ask(URL).status_code == 202

    def test_new_characters_of_a_site(
        self, ask: Ask, site: NewsSite, redis: Redis, work: Work
    ) -> None:
        sent = 0
        for number in range(4):
            site.add(f"/{number}", article(number, body=f"<p>{SENTENCE * 15}</p>"))
        for number in range(3):
            sent += ask(f"http://news.example/{number}").get_json()["characters"]
        assert 4000 < sent <= 5000
        refused = ask("http://news.example/3")
        problem(refused, 429, "quota_exceeded")
        assert 0 < int(refused.headers["Retry-After"]) <= 24 * 3600
        assert len(pending_names(redis)) == 3
        before = len(site.requests)
        again = ask("http://news.example/3")  # remembered, with its time
        assert int(again.headers["Retry-After"]) > 60
        assert len(site.requests) == before
        work()
        assert ask("http://news.example/0").status_code == 200

    def test_a_site_without_characters_left_fetches_nothing(
        self, ask: Ask, site: NewsSite, redis: Redis
    ) -> None:
        redis.set("listen:budget:characters:news", 5000, ex=1000)
        site.add("/bridge", article())
        problem(ask(URL), 429, "quota_exceeded")
        assert site.requests == []
        assert ask("http://other.example/bridge").status_code == 202

    def test_audio_that_exists_costs_nothing(
        self, ask: Ask, site: NewsSite, redis: Redis, work: Work
    ) -> None:
        for path in ("/bridge", "/copy"):
            site.add(path, article())
        ask(URL)
        work()
        used = redis.get("listen:budget:characters:news")
        assert ask("http://news.example/copy").status_code == 200
        assert redis.get("listen:budget:characters:news") == used

    def test_clicks_at_the_same_time_stay_within_the_budget(
        self, app: Flask, site: NewsSite
    ) -> None:
        for number in range(12):
            site.add(f"/{number}", article(number))

        def click(number: int) -> int:
            query = {"url": f"http://news.example/{number}"}
            with app.test_client() as client:
                return client.get("/v1/pages", query_string=query).status_code

        with ThreadPoolExecutor(12) as pool:
            statuses = [*pool.map(click, range(12))]
        assert sorted(statuses) == [202] * 5 + [429] * 7

    def test_no_limit(self, app: Flask, ask: Ask, site: NewsSite) -> None:
        services = app.extensions[EXTENSION]
        free = replace(NEWS, limits=Limits(None, None))
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr(services.sites, "of_url", lambda _: free)
            monkeypatch.setattr(services.sites, "all", lambda: (free,))
            for number in range(8):
                site.add(f"/{number}", article(number))
                assert ask(f"http://news.example/{number}").status_code == 202

    def test_without_redis_only_finished_audio_is_found(
        self,
        config: WebConfig,
        store: MemoryStore,
        ask: Ask,
        publish: Save,
        work: Work,
        scheduler: Any,
        site: NewsSite,
    ) -> None:
        publish("a-1", url=URL, text=TEXT)
        work()
        assert ask(URL).status_code == 200
        publish("a-1", url=URL, text=TEXT + "More.")  # waits
        site.add("/new", article())
        gone = Redis(port=1)
        app = create_app(
            config, store=store, redis=gone, scheduler=scheduler, fetcher=site.fetcher(NEWS.hosts)
        )
        with app.test_client() as client:
            found = client.get("/v1/pages", query_string={"url": URL})
            assert (found.status_code, found.get_json()["state"]) == (200, "finished")
            new = client.get("/v1/pages", query_string={"url": "http://news.example/new"})
            assert (new.status_code, new.get_json()["code"]) == (503, "unavailable")
        assert site.requests == []


class TestRemakes:
    def test_a_stranger_can_have_little_made_again(
        self, client: FlaskClient, publish: Save, work: Work, store: MemoryStore
    ) -> None:
        made = [
            publish(str(number), text=f"{TEXT} {number}").get_json()["audio"]["key"]
            for number in range(40)
        ]
        work()
        for key in made:
            store.audio.pop(Rendition(key))
        statuses = [client.post(f"/v1/audio/{key}").status_code for key in made]
        assert statuses == [202] * 30 + [429] * 10
        problem(client.get(f"/audio/{made[-1]}.mp3"), 429, "rate_limited")
        problem(client.get(f"/audio/{made[-1]}.flac"), 429, "rate_limited")
        assert client.head(f"/audio/{made[-1]}.mp3").status_code == 200  # makes nothing
        assert client.get(f"/v1/audio/{made[-1]}").get_json()["state"] == "evicted"

    def test_a_client_with_a_key_has_no_limit(
        self, client: FlaskClient, publish: Save, work: Work, store: MemoryStore, keys: KeyStore
    ) -> None:
        text, _ = keys.create("a", None, ["synthesize"])
        key = publish("a-1", text=TEXT).get_json()["audio"]["key"]
        work()
        for _ in range(35):
            store.audio.pop(Rendition(key))
            again = client.post(f"/v1/audio/{key}", headers={"x-api-key": text})
            assert again.status_code == 202
            work()


class TestAddress:
    ADDRESSES = ("198.51.100.7", "198.51.100.8")

    def statuses(self, ask: Ask, site: NewsSite, requests: list[dict[str, Any]]) -> list[int]:
        for number in range(len(requests)):
            site.add(f"/{number}", article(number))
        return [
            ask(f"http://news.example/{number}", **each).status_code
            for number, each in enumerate(requests)
        ]

    def test_a_forwarded_address_is_ignored_without_a_proxy(self, ask: Ask, site: NewsSite) -> None:
        forged = [{"headers": {"X-Forwarded-For": f"198.51.100.{number}"}} for number in range(7)]
        assert self.statuses(ask, site, forged) == [202] * 5 + [429] * 2

    def test_an_ipv6_network_counts_as_one_address(self, ask: Ask, site: NewsSite) -> None:
        same = [{"environ_base": {"REMOTE_ADDR": f"2001:db8:1:2::{n}"}} for n in range(6)]
        other = [{"environ_base": {"REMOTE_ADDR": "2001:db8:1:3::1"}}]
        assert self.statuses(ask, site, same + other) == [202] * 5 + [429] + [202]

    @pytest.mark.parametrize(
        ("count", "header", "counted"),
        [
            (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
            (2, "1.1.1.1, 2.2.2.2", "1.1.1.1"),
            (3, "1.1.1.1, 2.2.2.2", "127.0.0.1"),
            (1, "2.2.2.2:4711", "2.2.2.2"),
            (1, "[2001:db8::1]:80", "2001:db8::/64"),
            (1, "2001:db8::1", "2001:db8::/64"),
            (1, "::ffff:2.2.2.2", "2.2.2.2"),
            (1, "unknown", "127.0.0.1"),
            (1, "", "127.0.0.1"),
            (1, "1.1.1.1,", "127.0.0.1"),
            (1, "listen:budget:x", "127.0.0.1"),
            (0, "2.2.2.2", "127.0.0.1"),
        ],
    )
    def test_the_address_behind_proxies(
        self,
        app: Flask,
        ask: Ask,
        redis: Redis,
        site: NewsSite,
        count: int,
        header: str,
        counted: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(AddressDigests, "digest", lambda _, *parts: "/".join(parts))
        services = app.extensions[EXTENSION]
        app.extensions[EXTENSION] = replace(
            services, config=replace(services.config, trusted_proxies=count)
        )
        site.add("/bridge", article())
        ask(URL, headers={"X-Forwarded-For": header})
        assert redis.keys("listen:budget:pages:*") == [
            f"listen:budget:pages:news:{counted}".encode()
        ]

    def test_redis_does_not_learn_the_address(self, ask: Ask, redis: Redis, site: NewsSite) -> None:
        site.add("/bridge", article())
        ask(URL)
        (key,) = redis.keys("listen:budget:pages:news:*")
        assert b"127.0.0.1" not in key


class TestOrigins:
    @pytest.mark.parametrize(
        ("origin", "is_allowed"),
        [
            ("http://news.example", True),
            ("https://www.news.example", True),
            ("https://reader.example", True),
            ("http://localhost", True),
            (None, True),
            ("https://evil.example", False),
            ("https://news.example.evil.example", False),
            ("https://other.example", False),
            ("null", False),
        ],
    )
    def test_pages_of_the_site_may_request_new_audio(
        self, ask: Ask, site: NewsSite, redis: Redis, origin: str | None, is_allowed: bool
    ) -> None:
        site.add("/bridge", article())
        answer = ask(URL, headers={"Origin": origin} if origin else {})
        allowed = answer.headers.get("Access-Control-Allow-Origin")
        if is_allowed:
            assert answer.status_code == 202
            assert allowed == (None if origin in (None, "http://localhost") else origin)
        else:
            problem(answer, 403, "origin_not_allowed")
            assert (allowed, site.requests, pending_names(redis)) == (None, [], [])

    @pytest.mark.parametrize("value", ["cross-site", "same-site"])
    def test_an_image_on_another_page_requests_nothing(
        self, ask: Ask, site: NewsSite, value: str
    ) -> None:
        site.add("/bridge", article())
        problem(ask(URL, headers={"Sec-Fetch-Site": value}), 403, "origin_not_allowed")
        assert ask(URL, headers={"Sec-Fetch-Site": "none"}).status_code == 202

    def test_the_answer_is_readable_on_pages_of_the_site_only(
        self, ask: Ask, publish: Save, work: Work
    ) -> None:
        publish("a-1", url=URL, text=TEXT)
        work()
        for origin in ("http://news.example", "https://reader.example"):
            answer = ask(URL, headers={"Origin": origin})
            assert answer.headers["Access-Control-Allow-Origin"] == origin
            assert "Origin" in answer.headers["Vary"]
            assert answer.headers["Cache-Control"] == "no-store"
        other = ask(URL, headers={"Origin": "https://evil.example"})
        assert other.status_code == 200
        assert "Access-Control-Allow-Origin" not in other.headers

    def test_errors_are_readable_too(self, ask: Ask) -> None:
        refused = ask(URL, headers={"Origin": "http://news.example"})
        assert refused.status_code == 502
        assert refused.headers["Access-Control-Allow-Origin"] == "http://news.example"


class TestOtherHosts:
    @pytest.fixture
    def config(self, config: WebConfig) -> WebConfig:
        return replace(config, sites=(NEWS, OTHER), fetch=("blog.example",))

    def test_they_are_unknown_to_strangers(self, ask: Ask, site: NewsSite) -> None:
        for host in ("blog.example", "evil.example"):
            problem(ask(f"http://{host}/bridge"), 404, "unknown_article")
        assert site.requests == []

    def test_a_client_that_may_synthesize_gets_the_pages_of_fetched_hosts(
        self, client: FlaskClient, site: NewsSite, keys: KeyStore, work: Work
    ) -> None:
        text, _ = keys.create("a", None, ["synthesize"])
        site.add("/bridge", article())
        query = {"url": "http://blog.example/bridge?x=1", "speed": "1.5"}
        answer = client.get("/v1/pages", query_string=query, headers={"x-api-key": text})
        assert (answer.status_code, answer.get_json()["speed"]) == (202, 1.5)
        query["url"] = "http://evil.example/bridge"
        answer = client.get("/v1/pages", query_string=query, headers={"x-api-key": text})
        problem(answer, 404, "unknown_article")
        foreign = {"x-api-key": text, "Origin": "https://evil.example"}
        query["url"] = "http://blog.example/other"
        answer = client.get("/v1/pages", query_string=query, headers=foreign)
        problem(answer, 403, "origin_not_allowed")


@pytest.mark.parametrize("query", ["", "?url=", "?other=1"])
def test_the_url_is_required(client: FlaskClient, query: str) -> None:
    problem(client.get(f"/v1/pages{query}"), 422, "invalid_field")
