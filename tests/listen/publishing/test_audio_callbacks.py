"""`callback_url` of POST /v1/audio: who may name one, and what it is told."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import select, update
from standardwebhooks.webhooks import Webhook
from werkzeug.test import TestResponse

from audio_cache.rendition import Rendition
from audio_cache.state import States
from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.database.tables import AudioCallbackRow, DeliveryRow
from listen.database.types import now
from listen.fetch.client import HttpClient
from listen.keys.key_store import KeyStore
from listen.publishing import audio_callbacks
from listen.publishing.audio_callbacks import delete_old_callbacks, tell_ended
from listen.publishing.context import PublishingContext
from listen.publishing.send_deliveries import send_due_deliveries
from listen.sites.site import Site
from listen.sites.webhook_secret import new_secret
from listen.web.services import EXTENSION, Services
from tests.conftest import pending_names
from tests.listen.publishing.conftest import Call
from tests.listen.publishing.receiver import Receiver, receiving
from tests.listen.web.conftest import problem

TEXT = "The old bridge is open again. Two years ago, a flood had damaged it."
HOOK = "https://news.example/done?token=s3cret"
SECRET = new_secret()

Work = Callable[[], None]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def config(config: WebConfig, receiver: Receiver) -> WebConfig:
    news = Site(
        "news",
        ("news.example", "127.0.0.1"),
        secrets=(SECRET,),
        callbacks=("https://cms.example/listen",),
        private_hosts=(receiver.host,),
    )
    unsigned = Site("blog", ("blog.example",), secrets=("no Base64!",))
    return replace(config, sites=(news, unsigned, Site("plain", ("plain.example",))))


@pytest.fixture
def key(keys: KeyStore) -> str:
    return keys.create("cms", "news", ["publish", "synthesize"])[0]


@pytest.fixture
def ctx(services: Services) -> PublishingContext:
    return services.publishing


@pytest.fixture
def tell(ctx: PublishingContext, redis: Redis) -> Callable[[], int]:
    """Do what the publish process does each second."""
    return lambda: tell_ended(ctx, States(redis))


def rows(ctx: PublishingContext) -> list[DeliveryRow]:
    query = select(DeliveryRow).order_by(DeliveryRow.id)
    return ctx.database.read(lambda session: [*session.scalars(query)])


def ask(call: Call, url: str = HOOK, **fields: str) -> str:
    response = call("POST", "/v1/audio", text=TEXT, callback_url=url, **fields)
    assert response.status_code in (200, 202), response.get_data(as_text=True)
    return str(response.get_json()["key"])


class TestEnds:
    def test_a_finished_audio_is_told_once(
        self, call: Call, work: Work, tell: Callable[[], int], ctx: PublishingContext
    ) -> None:
        key = ask(call, title="The bridge")
        ask(call, title="The bridge")
        assert (tell(), rows(ctx)) == (0, [])
        work()
        assert [tell(), tell()] == [1, 0]
        ask(call, title="The bridge")
        assert tell() == 0
        [row] = rows(ctx)
        assert (row.event, row.url, row.site) == ("audio.finished", HOOK, "news")
        data = row.payload["data"]
        assert (data["audio_key"], data["requested_key"]) == (key, key)
        assert (data["state"], data["title"], data["error"]) == ("finished", "The bridge", None)
        log = call("GET", "/v1/deliveries").get_json()["deliveries"]
        assert [(each["event"], each["article"]) for each in log] == [("audio.finished", None)]
        assert "s3cret" not in log[0]["url"]

    def test_finished_audio_is_told_at_once_and_each_url_hears_of_it(
        self, call: Call, work: Work, tell: Callable[[], int], ctx: PublishingContext
    ) -> None:
        call("POST", "/v1/audio", text=TEXT)
        work()
        urls = ["https://news.example/a", "https://news.example/b", "https://cms.example/other"]
        for url in urls:
            ask(call, url)
        assert tell() == 3
        assert [row.url for row in rows(ctx)] == urls

    def test_a_failure_and_the_audio_that_is_requested_again(
        self, call: Call, work: Work, tell: Callable[[], int], redis: Redis, ctx: PublishingContext
    ) -> None:
        ask(call)
        [name] = pending_names(redis)
        States(redis).failed(name, "engine_failed", "It broke.", None)
        tell()
        ask(call)
        work()
        tell()
        failed, finished = rows(ctx)
        assert failed.event == "audio.failed"
        assert failed.payload["data"]["error"] == {"code": "engine_failed", "detail": "It broke."}
        assert finished.event == "audio.finished"

    def test_a_fallback_voice(
        self, call: Call, work: Work, tell: Callable[[], int], redis: Redis, ctx: PublishingContext
    ) -> None:
        key = ask(call)
        [name] = pending_names(redis)
        other = call("POST", "/v1/audio", text=TEXT, speed=2).get_json()["key"]
        States(redis).failed(name, "engine_failed", "It broke.", other)
        tell()
        assert rows(ctx) == []
        work()
        tell()
        data = rows(ctx)[0].payload["data"]
        assert (data["requested_key"], data["audio_key"]) == (key, other)

    def test_audio_that_redis_has_lost(
        self, call: Call, tell: Callable[[], int], redis: Redis, ctx: PublishingContext
    ) -> None:
        ask(call)
        redis.flushall()
        tell()
        assert rows(ctx)[0].payload["data"]["error"]["code"] == "unknown_audio"

    def test_evicted_audio_that_is_made_again(
        self,
        call: Call,
        work: Work,
        tell: Callable[[], int],
        store: MemoryStore,
        ctx: PublishingContext,
    ) -> None:
        key = ask(call)
        work()
        tell()
        del store.audio[Rendition(key)]
        ask(call)
        work()
        tell()
        assert [row.event for row in rows(ctx)] == ["audio.finished"] * 2

    def test_the_log_ends(
        self, call: Call, work: Work, tell: Callable[[], int], ctx: PublishingContext
    ) -> None:
        ask(call)
        ctx.database.write(
            lambda session: session.execute(
                update(AudioCallbackRow).values(created_at=now() - audio_callbacks._RETENTION * 2)
            )
        )
        delete_old_callbacks(ctx)  # one that waits stays
        work()
        assert tell() == 1
        delete_old_callbacks(ctx)
        query = select(AudioCallbackRow)
        assert ctx.database.read(lambda session: session.scalars(query).all()) == []


class TestSending:
    def test_the_message_is_signed(
        self,
        call: Call,
        work: Work,
        tell: Callable[[], int],
        ctx: PublishingContext,
        receiver: Receiver,
    ) -> None:
        key = ask(call, receiver.url)
        work()
        tell()
        assert send_due_deliveries(ctx, HttpClient()) == 1
        [message] = receiver.messages
        assert Webhook(SECRET).verify(message.body, message.headers)["data"]["audio_key"] == key

    @pytest.mark.parametrize(
        "changes",
        [{"hosts": ("other.example",), "private_hosts": ()}, {"secrets": ()}],
        ids=["host", "secret"],
    )
    def test_nothing_is_sent_when_the_site_has_changed(
        self,
        changes: dict[str, tuple[str, ...]],
        call: Call,
        work: Work,
        tell: Callable[[], int],
        ctx: PublishingContext,
        app: Flask,
        receiver: Receiver,
    ) -> None:
        ask(call, receiver.url)
        work()
        tell()
        sites = ctx.sites
        sites._configured = {"news": replace(sites.get("news"), **changes)}  # type: ignore[arg-type]
        sites._snapshot = sites._take(sites._configured.values())
        sites._read_at = 10.0**12
        assert send_due_deliveries(app.extensions[EXTENSION].publishing, HttpClient()) == 1
        assert receiver.messages == []
        assert "does not list" in str(rows(ctx)[0].last_error)


class TestRefusals:
    @pytest.mark.parametrize(
        ("url", "status", "code"),
        [
            ("https://other.example/", 403, "url_not_allowed"),
            ("https://news.example.evil.example/", 403, "url_not_allowed"),
            ("https://news.example:8443/", 403, "url_not_allowed"),
            ("https://news.example:22/", 403, "url_not_allowed"),
            ("https://user:pw@news.example/", 403, "url_not_allowed"),
            ("https://news.example\\@evil.example/", 403, "url_not_allowed"),
            ("http://127.0.0.1/", 202, ""),  # refused later, when the address is checked
            ("https://localhost/", 403, "url_not_allowed"),
            ("https://NEWS.example./a", 202, ""),
            ("https://news.example/a b", 403, "url_not_allowed"),
            ("https://news.example/\0", 403, "url_not_allowed"),
            ("//news.example/", 422, "invalid_field"),
            ("ftp://news.example/", 422, "invalid_field"),
            ("javascript:alert(1)", 422, "invalid_field"),
            ("news.example", 422, "invalid_field"),
            ("", 422, "invalid_field"),
            (7, 422, "invalid_field"),
            (["https://news.example/"], 422, "invalid_field"),
            ("https://news.example/" + "a" * 2000, 422, "invalid_field"),
            ("https://cms.example/elsewhere", 202, ""),
        ],
    )
    def test_urls(self, url: object, status: int, code: str, call: Call, redis: Redis) -> None:
        response = call("POST", "/v1/audio", text=TEXT, callback_url=url)
        if code:
            problem(response, status, code)
            assert pending_names(redis) == []
        assert response.status_code == status

    @pytest.mark.parametrize("site", ["blog", "plain"])
    def test_a_site_without_a_secret_that_signs(
        self, site: str, client: FlaskClient, keys: KeyStore
    ) -> None:
        headers = {"x-api-key": keys.create("x", site, ["publish", "synthesize"])[0]}
        body = {"text": TEXT, "callback_url": f"https://{site}.example/"}
        response = client.post("/v1/audio", json=body, headers=headers)
        assert "whsec_" in problem(response, 422, "invalid_field")

    @pytest.mark.parametrize(
        ("scopes", "site", "query", "status", "code"),
        [
            (["synthesize"], "news", "", 403, "forbidden"),
            (["publish"], "news", "", 403, "forbidden"),
            (["synthesize", "publish"], "blog", "?site=news", 403, "forbidden"),
            (["admin"], None, "", 403, "forbidden"),
            (["admin"], None, "?site=none", 404, "unknown_site"),
            (["admin"], None, "?site=news", 202, ""),
            (["synthesize", "publish"], "news", "?site=news", 202, ""),
        ],
    )
    def test_keys(
        self,
        scopes: list[str],
        site: str | None,
        query: str,
        status: int,
        code: str,
        client: FlaskClient,
        keys: KeyStore,
    ) -> None:
        headers = {"x-api-key": keys.create("x", site, scopes)[0]}
        body = {"text": TEXT, "callback_url": HOOK}
        response = client.post(f"/v1/audio{query}", json=body, headers=headers)
        assert response.status_code == status
        if code:
            problem(response, status, code)

    def test_an_open_server_needs_a_key_for_it(self, client: FlaskClient) -> None:
        problem(
            client.post("/v1/audio", json={"text": TEXT, "callback_url": HOOK}), 401, "unauthorized"
        )

    def test_an_article_has_its_sites_callbacks(self, call: Call) -> None:
        response = call("PUT", "/v1/articles/a", text=TEXT, callback_url=HOOK)
        assert "callbacks" in problem(response, 422, "invalid_field")


def test_a_raw_body_names_it_in_the_query(
    client: FlaskClient, keys: KeyStore, work: Work, tell: Callable[[], int]
) -> None:
    def post(query: dict[str, str]) -> TestResponse:
        headers = {"x-api-key": keys.create("x", None, ["admin"])[0], "Content-Type": "text/plain"}
        return client.post("/v1/audio", data=TEXT, query_string=query, headers=headers)

    assert post({"site": "news", "callback_url": HOOK}).status_code == 202
    work()
    assert tell() == 1


def test_a_preview_ignores_it(call: Call, tell: Callable[[], int]) -> None:
    assert call("POST", "/v1/preview", text=TEXT, callback_url=HOOK).status_code == 200
    assert tell() == 0
