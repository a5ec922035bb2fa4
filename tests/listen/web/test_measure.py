"""The ids of requests."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from redis import Redis

from audio_cache.origin import is_request_id
from audio_cache.state import States
from listen.config import WebConfig
from tests.conftest import pending_names
from tests.listen.web.conftest import post

PROXIED = {"X-Request-Id": "from-the-proxy.1"}


def test_each_response_has_an_id_of_its_own(client: FlaskClient) -> None:
    found = {
        client.get(path).headers["X-Request-Id"]
        for path in ("/healthz", "/healthz", "/no/such/path", "/v1/audio/x")
    }
    assert len(found) == 4
    assert all(map(is_request_id, found))


def test_an_error_has_the_id_also_in_its_body(client: FlaskClient) -> None:
    response = client.get("/v1/audio/x")
    assert response.get_json()["request_id"] == response.headers["X-Request-Id"]


def test_the_id_follows_the_job(client: FlaskClient, redis: Redis) -> None:
    request_id = post(client).headers["X-Request-Id"]
    post(client)
    (name,) = pending_names(redis)
    state = States(redis).get(name)
    assert state
    assert state.origin.request_id == request_id, "that of the request that queued it"


def test_an_id_of_a_client_is_replaced(client: FlaskClient) -> None:
    assert client.get("/healthz", headers=PROXIED).headers["X-Request-Id"] != "from-the-proxy.1"


class TestBehindAProxy:
    @pytest.fixture
    def config(self, config: WebConfig) -> WebConfig:
        return replace(config, trusted_proxies=1)

    def test_its_id_is_kept(self, client: FlaskClient) -> None:
        found = client.get("/healthz", headers=PROXIED).headers["X-Request-Id"]
        assert found == "from-the-proxy.1"

    @pytest.mark.parametrize("bad", ["", "short", "x" * 65, 'quote"-and-more', "é" * 10])
    def test_an_id_that_could_harm_a_log_is_replaced(self, client: FlaskClient, bad: str) -> None:
        headers = {"X-Request-Id": bad.encode().decode("latin-1")}
        found = client.get("/healthz", headers=headers).headers["X-Request-Id"]
        assert found != bad
        assert is_request_id(found)
