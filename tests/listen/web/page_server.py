"""Fixtures: a server with a key and a registered site, whose pages the real fetcher reads."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.extraction.scheduler import ExtractionScheduler
from listen.keys import key_ring
from listen.keys.key_store import KeyStore
from listen.publishing import versions
from listen.sites.site import Limits, Site
from listen.web.app import create_app
from listen.web.services import EXTENSION
from tests.conftest import pending_names
from tests.listen.conftest import DescribedClient
from tests.listen.web.news_site import NewsSite

HOSTS = ("news.example", "www.news.example", "other.example", "internal.news.example")
NEWS = Site(
    "news",
    ("news.example", "www.news.example", "internal.news.example"),
    origins=("https://reader.example",),
    limits=Limits(characters_per_day=5000, pages_per_hour=5),
)
OTHER = Site("other", ("other.example",))


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    return replace(config, sites=(NEWS, OTHER))


@pytest.fixture
def site() -> Iterator[NewsSite]:
    site = NewsSite()
    yield site
    site.close()


@pytest.fixture
def app(
    config: WebConfig,
    store: MemoryStore,
    redis: Redis,
    announced: None,
    scheduler: ExtractionScheduler,
    site: NewsSite,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Flask]:
    """A server that requires keys."""
    monkeypatch.setattr(versions, "DEBOUNCE", 0.0)  # no worker sweeps the queue here
    monkeypatch.setattr(key_ring, "_MAX_AGE", 0.0)
    fetcher = site.fetcher((*HOSTS, *config.fetch))
    app = create_app(config, store=store, redis=redis, scheduler=scheduler, fetcher=fetcher)
    app.testing = True
    app.test_client_class = DescribedClient
    app.config["PROPAGATE_EXCEPTIONS"] = False
    KeyStore(app.extensions[EXTENSION].publishing.database).create("admin", None, ["admin"])
    yield app
    app.extensions[EXTENSION].live.close()
    app.extensions[EXTENSION].publishing.database.close()


Ask = Callable[..., TestResponse]


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    """Asks as a player does: ask("http://news.example/bridge", headers={...})."""

    def ask(url: str, **arguments: Any) -> TestResponse:
        return client.get("/v1/pages", query_string={"url": url}, **arguments)

    return ask


Save = Callable[..., TestResponse]


@pytest.fixture
def publish(client: FlaskClient, keys: KeyStore) -> Save:
    """Save an article of the site `news`: publish("a-1", text="Some words.")."""
    key, _ = keys.create("cms", "news", ["publish"])

    def publish(source_id: str, method: str = "PUT", action: str = "", **body: Any) -> TestResponse:
        return client.open(
            f"/v1/articles/{source_id}{action}",
            method=method,
            json=body or None,
            headers={"x-api-key": key},
        )

    return publish


@pytest.fixture
def is_idle(redis: Redis) -> Callable[[], bool]:
    """Return whether no audio is waiting to be made."""
    return lambda: pending_names(redis) == []
