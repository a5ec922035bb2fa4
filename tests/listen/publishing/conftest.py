"""A server with a key, on each kind of database."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from listen.config import WebConfig
from listen.keys import key_ring
from listen.keys.key_store import KeyStore
from listen.publishing import versions
from tests.postgresql import create_database


@pytest.fixture(params=["sqlite", "postgresql"])
def config(request: pytest.FixtureRequest, config: WebConfig) -> WebConfig:
    if request.param == "sqlite":
        return config
    url = create_database(request.getfixturevalue("postgresql"))
    return replace(config, database_url=url)


@pytest.fixture(autouse=True)
def no_debounce(monkeypatch: pytest.MonkeyPatch) -> None:
    """Audio is requested at once, because no worker sweeps the queue here."""
    monkeypatch.setattr(versions, "DEBOUNCE", 0.0)


@pytest.fixture(autouse=True)
def no_age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are read for each request."""
    monkeypatch.setattr(key_ring, "_MAX_AGE", 0.0)


@pytest.fixture
def key(keys: KeyStore) -> str:
    """Of the only site, with the scopes of `listen keys new`."""
    return keys.create("cms", "default", ["synthesize", "publish"])[0]


Call = Callable[..., TestResponse]


@pytest.fixture
def call(client: FlaskClient, key: str) -> Call:
    """Call the API with the key: call("PUT", "/v1/articles/a", text="Some words.")."""

    def call(method: str, path: str, **body: Any) -> TestResponse:
        json = body or None
        return client.open(path, method=method, json=json, headers={"x-api-key": key})

    return call
