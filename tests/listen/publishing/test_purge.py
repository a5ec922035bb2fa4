"""Caches forget audio that was withdrawn."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from standardwebhooks.webhooks import Webhook

from audio_cache.stores.memory import MemoryStore
from audio_cache.stores.store import WITHDRAWN, Restriction
from listen.config import WebConfig
from listen.database.tables import ArticleRow, DeliveryRow
from listen.fetch.client import HttpClient
from listen.keys.key_store import KeyStore
from listen.publishing.send_deliveries import send_due_deliveries
from listen.publishing.sweep import release_withdrawn
from listen.sites.site import Podcast, Site
from listen.sites.webhook_secret import new_secret
from listen.web import delivery
from listen.web.services import Services
from tests.listen.publishing.conftest import Call
from tests.listen.publishing.receiver import Receiver, receiving

TEXT = "The old bridge is open again. Two years ago, a flood had damaged it."
SECRET = new_secret()
PUBLIC_URL = "https://listen.example/audio-server"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def site(receiver: Receiver) -> Site:
    return Site(
        "news",
        ("news.example",),
        secrets=(SECRET,),
        purge_url=receiver.url,
        purge_headers=(("Fastly-Key", "abc"),),
        private_hosts=(receiver.host,),
    )


@pytest.fixture
def config(config: WebConfig, site: Site) -> WebConfig:
    return replace(config, sites=(site,), public_url=PUBLIC_URL)


@pytest.fixture
def key(keys: KeyStore) -> str:
    return keys.create("cms", "news", ["publish", "synthesize"])[0]


@pytest.fixture
def purged(services: Services) -> Callable[[], list[DeliveryRow]]:
    query = select(DeliveryRow).order_by(DeliveryRow.id)
    return lambda: services.publishing.database.read(lambda session: [*session.scalars(query)])


Purged = Callable[[], list[DeliveryRow]]


def ready(call: Call, work: Callable[[], None], source_id: str, text: str = TEXT) -> str:
    """Return the key of an article's audio."""
    call("PUT", f"/v1/articles/{source_id}", text=text)
    work()
    return str(call("GET", f"/v1/articles/{source_id}").get_json()["audio"]["key"])


class TestTags:
    def test_everything_of_an_audio_names_it(
        self,
        call: Call,
        work: Callable[[], None],
        client: FlaskClient,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(delivery, "FIRST_AUDIO_TIMEOUT", 0.1)
        key = ready(call, work, "a")
        assert client.get(f"/audio/{key}.ogg").headers["Surrogate-Key"] == key  # 503
        work()
        for path in (
            *(f"/audio/{key}.mp3", f"/audio/{key}.ogg", f"/audio/{key}.vtt", f"/embed/{key}"),
            f"/audio/{key}.chapters.json",
            *(f"/v1/audio/{key}", f"/v1/audio/{key}/marks", f"/v1/audio/{key}/report"),
            f"/oembed?url={PUBLIC_URL}/embed/{key}",
        ):
            answer = client.get(path, headers={"Host": "listen.example"})
            assert answer.headers.get("Surrogate-Key") == key, path
            assert answer.headers["Cache-Tag"] == key
        etag = client.get(f"/audio/{key}.mp3").headers["ETag"]
        for headers in ({"If-None-Match": etag}, {"Range": "bytes=0-9"}):
            answer = client.get(f"/audio/{key}.mp3", headers=headers)
            assert answer.headers["Surrogate-Key"] == key
        assert client.head(f"/audio/{key}.mp3").headers["Surrogate-Key"] == key
        for path in ("/", "/v1/voices", f"/audio/{'0' * 64}.mp3", "/v1/audio/x"):
            assert "Surrogate-Key" not in client.get(path).headers


class TestFeeds:
    @pytest.fixture
    def site(self, site: Site) -> Site:
        return replace(site, podcast=Podcast())

    def test_the_cache_is_told_to_forget_the_feeds_too(
        self, call: Call, work: Callable[[], None], purged: Purged, client: FlaskClient
    ) -> None:
        key = ready(call, work, "a")
        feed = client.get("/feeds/news.xml")
        call("DELETE", "/v1/articles/a")
        [purge] = purged()
        assert purge.payload["keys"] == [key, feed.headers["Surrogate-Key"]]
        for form in ("xml", "json"):
            assert f"{PUBLIC_URL}/feeds/news.{form}" in purge.payload["urls"]


class TestPurge:
    def test_the_cache_is_told_in_a_signed_request(
        self,
        call: Call,
        work: Callable[[], None],
        services: Services,
        receiver: Receiver,
        purged: Purged,
    ) -> None:
        keys = [ready(call, work, "a"), ready(call, work, "a", TEXT + " It is new.")]
        assert purged() == []
        call("DELETE", "/v1/articles/a")
        call("DELETE", "/v1/articles/a")
        assert [row.event for row in purged()] == ["audio.withdrawn"]
        send_due_deliveries(services.publishing, HttpClient())
        [message] = receiver.messages
        body = Webhook(SECRET).verify(message.body, message.headers)
        assert {*body} == {"keys", "urls"}
        assert {*body["keys"]} == {*keys}
        for key in keys:
            for path in (f"/audio/{key}.mp3", f"/v1/audio/{key}/marks", f"/embed/{key}"):
                assert PUBLIC_URL + path in body["urls"]
        assert {*message.headers["Surrogate-Key"].split(" ")} == {*keys}
        assert {*message.headers["Cache-Tag"].split(",")} == {*keys}
        assert message.headers["Fastly-Key"] == "abc"
        assert purged()[0].state == "delivered"

    def test_audio_of_another_article_stays_in_the_cache(
        self, call: Call, work: Callable[[], None], purged: Purged
    ) -> None:
        key = ready(call, work, "a")
        call("PUT", "/v1/articles/b", text=TEXT)
        call("DELETE", "/v1/articles/a")
        assert purged() == []
        call("DELETE", "/v1/articles/b")
        assert [row.payload["keys"] for row in purged()] == [[key]]

    def test_a_private_article_is_purged_once(
        self, call: Call, work: Callable[[], None], purged: Purged
    ) -> None:
        key = ready(call, work, "a")
        for _ in range(3):
            call("PUT", "/v1/articles/a", text=TEXT, access="private")
        assert [row.payload["keys"] for row in purged()] == [[key]]
        changed = call("GET", "/v1/articles").get_json()["articles"][0]["changed_at"]
        call("PUT", "/v1/articles/a", text=TEXT, access="private", tags=["x"])
        again = call("GET", "/v1/articles").get_json()["articles"][0]["changed_at"]
        assert again == changed

    def test_many_keys_are_sent_in_batches(
        self, call: Call, work: Callable[[], None], purged: Purged, services: Services
    ) -> None:
        first = ready(call, work, "a")
        others = [f"{number:064x}" for number in range(250)]
        change = update(ArticleRow).values(old_keys=others)
        services.publishing.database.write(lambda session: session.execute(change))
        call("DELETE", "/v1/articles/a")
        batches = [row.payload["keys"] for row in purged()]
        assert [len(batch) for batch in batches] == [100, 100, 51]
        assert [key for batch in batches for key in batch] == [first, *others]
        assert len(" ".join(batches[0])) < 8000

    def test_a_crash_before_the_record_loses_nothing(
        self,
        call: Call,
        work: Callable[[], None],
        services: Services,
        store: MemoryStore,
        purged: Purged,
        monkeypatch: pytest.MonkeyPatch,
        client: FlaskClient,
    ) -> None:
        key = ready(call, work, "a")
        restrict = MemoryStore.restrict

        def crash(self: MemoryStore, key: str, restriction: Restriction | None) -> None:
            restrict(self, key, restriction)
            raise SystemExit

        monkeypatch.setattr(MemoryStore, "restrict", crash)
        with pytest.raises(SystemExit):
            call("DELETE", "/v1/articles/a")
        monkeypatch.undo()
        assert store.restriction(key) == WITHDRAWN
        assert purged() == []
        for _ in range(2):
            release_withdrawn(services.publishing)
        assert [row.payload["keys"] for row in purged()] == [[key]]
        assert client.get(f"/audio/{key}.mp3").status_code == 410

    def test_without_a_cache_nobody_is_told(
        self,
        call: Call,
        work: Callable[[], None],
        purged: Purged,
        services: Services,
        site: Site,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        ready(call, work, "a")
        cacheless = replace(site, purge_url=None)
        monkeypatch.setattr(services.sites, "find", lambda _: cacheless)
        call("DELETE", "/v1/articles/a")
        assert purged() == []


class TestProtectedAudio:
    @pytest.fixture
    def site(self, site: Site) -> Site:
        return replace(site, protected_audio=True)

    @pytest.mark.parametrize("access", ["members", "paid", "password", "private"])
    def test_the_same_audio_is_signed_and_purged(
        self,
        call: Call,
        work: Callable[[], None],
        client: FlaskClient,
        purged: Purged,
        access: str,
    ) -> None:
        old = ready(call, work, "a")
        key = ready(call, work, "a", TEXT + " It is new.")
        assert "public" in client.get(f"/audio/{key}.mp3").headers["Cache-Control"]
        call("PUT", "/v1/articles/a", text=TEXT + " It is new.", access=access)
        assert client.get(f"/audio/{key}.mp3").status_code == 403
        assert client.get(f"/audio/{old}.mp3").status_code == 410
        article = call("GET", "/v1/articles/a").get_json()
        assert article["audio"]["key"] == key
        link = article["audio"]["links"]["audio"].removeprefix("/audio-server")
        assert client.get(link).status_code == 200
        [row] = purged()
        assert {*row.payload["keys"]} == {key, old}

    def test_audio_that_another_article_has_openly_stays_open(
        self, call: Call, work: Callable[[], None], client: FlaskClient, purged: Purged
    ) -> None:
        key = ready(call, work, "a")
        call("PUT", "/v1/articles/b", text=TEXT)
        call("PUT", "/v1/articles/a", text=TEXT, access="paid")
        assert client.get(f"/audio/{key}.mp3").status_code == 200
        assert purged() == []
