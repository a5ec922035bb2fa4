"""CORS, and the bind address."""

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from audio_cache.settings_values import SettingsError
from listen.config import WebConfig

FRIEND, STRANGER = "https://friend.example", "https://stranger.example"
SITE = "https://site.example"


@pytest.fixture
def config(config: WebConfig) -> WebConfig:
    return replace(config, allowed_origins=(FRIEND,), fetch=("site.example", "any"))


def code(client: FlaskClient, **arguments: Any) -> str:
    response = client.open(**arguments)
    return str(response.get_json()["code"]) if response.status_code >= 400 else "ok"


@pytest.mark.parametrize("path", ["/audio/x.mp3", f"/v1/audio/{'ab' * 32}"])
def test_pages_of_any_origin_may_read_audio(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Origin": STRANGER})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    for header in ("Content-Range", "ETag", "Location"):
        assert header in response.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(
    ("origin", "answer"),
    [(None, "ok"), (FRIEND, "ok"), ("http://localhost", "ok"), (STRANGER, "origin_not_allowed")],
)
def test_only_allowed_origins_may_post(
    client: FlaskClient, origin: str | None, answer: str
) -> None:
    headers = {"Origin": origin} if origin else {}
    arguments = {"path": "/v1/audio", "method": "POST", "headers": headers}
    assert code(client, **arguments, data="Words.", content_type="text/plain") == answer


def test_a_preflight_request_is_answered(client: FlaskClient) -> None:
    asks = {"Access-Control-Request-Method": "POST"}
    yes = client.options("/v1/audio", headers={"Origin": FRIEND, **asks})
    assert yes.status_code == 204
    assert yes.headers["Access-Control-Allow-Origin"] == FRIEND
    assert yes.headers["Access-Control-Allow-Methods"] == "POST"
    no = client.options("/v1/audio", headers={"Origin": STRANGER, **asks})
    assert no.status_code == 403
    assert "Access-Control-Allow-Origin" not in no.headers
    read = {"Origin": STRANGER, "Access-Control-Request-Method": "GET"}
    assert client.options("/audio/x.mp3", headers=read).status_code == 204


def test_pages_of_a_fetched_host_may_request_audio_only(
    client: FlaskClient,
) -> None:
    asks = {"Origin": SITE, "Access-Control-Request-Method": "POST"}
    yes = client.options("/v1/audio", headers=asks)
    assert yes.headers["Access-Control-Allow-Origin"] == SITE
    assert client.options(f"/v1/audio/{'ab' * 32}", headers=asks).status_code == 204
    for path in ("/v1/preview", "/v1/audio/speech"):
        assert client.options(path, headers=asks).status_code == 403
    arguments: dict[str, Any] = {"method": "POST", "data": "Words.", "content_type": "text/plain"}
    posted = client.open("/v1/audio", headers={"Origin": SITE}, **arguments)
    assert (posted.status_code, posted.headers["Access-Control-Allow-Origin"]) == (202, SITE)
    assert code(client, path="/v1/preview", headers={"Origin": SITE}, **arguments) == (
        "origin_not_allowed"
    )
    assert code(client, path="/v1/audio", headers={"Origin": "https://any"}, **arguments) == (
        "origin_not_allowed"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.1", "example.org", ""])
def test_binding_beyond_loopback_requires_open(host: str) -> None:
    with pytest.raises(SettingsError, match="--open"):
        WebConfig(host=host).check_bind_address(lambda: False)
    WebConfig(host=host, open=True).check_bind_address(lambda: False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_binding_to_loopback_needs_no_option(host: str) -> None:
    WebConfig(host=host).check_bind_address(lambda: False)
