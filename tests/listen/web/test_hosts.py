"""The Host check: names of the server, and what anybody may read under any name."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from redis import Redis

from audio_cache.settings_values import SettingsError
from audio_cache.stores.memory import MemoryStore
from listen.config import WebConfig
from listen.web.app import create_app
from listen.web.hosts import OwnHosts

UNKNOWN = "ab" * 32
REBOUND = "rebound.evil.example"
MACHINE = "Desk.lan.example"

LOOPBACK = (
    *("localhost", "LOCALHOST:8000", "localhost.", "a.localhost", "127.0.0.1", "127.9.9.9:80"),
    *("[::1]", "[::1]:8000", "[0:0::1]:65535", "localhost:"),
)
ADDRESSES = ("192.0.2.7", "10.0.0.1:8000", "[2001:db8::1]", "[2001:DB8::1]:8000", "0.0.0.0:8000")
MACHINES = ("desk", "DESK:8000", "desk.lan.example", "desk.local", "Desk.local.:8000")
PUBLIC = ("news.example", "NEWS.example:443", "news.example.", "news.example:8000")
UPSTREAMS = ("listen_backend", "web:8000", "listen")
FOREIGN = (
    *(REBOUND, f"{REBOUND}:8000", f"{REBOUND.upper()}.", "localhost.evil.example", "evil.example"),
    *("127.0.0.1.nip.io", "127-0-0-1.evil.example", "desk.evil.example", "notdesk.local"),
    *("news.example.evil.example", "evilnews.example", "a.news.example", "desk.local.evil.example"),
)
MALFORMED = (
    *("", ":", ":8000", ".", "..", "a..b", "localhost:x", "localhost:99999", "localhost:8000:9"),
    *("evil.example@localhost", "localhost@evil.example", "user:pw@localhost", "localhost/../"),
    *("localhost/evil", "localhost#", "localhost?", "localhost,evil.example", " localhost"),
    *("localhost evil", "[::1", "::1", "[::1]evil", "[::1%25lo]", "[localhost]", "127.1", "0x7f.1"),
    *("2130706433", "0177.0.0.1", "127.0.0.1.", "l\xf6calhost", "\uff4cocalhost", "a" * 300),
)


def own(**settings: object) -> Callable[[str], bool]:
    return OwnHosts(replace(WebConfig(), **settings), MACHINE).include  # type: ignore[arg-type]


@pytest.mark.parametrize("host", LOOPBACK)
def test_loopback_names_are_always_names_of_the_server(host: str) -> None:
    assert own()(host)
    assert own(host="0.0.0.0", open=True)(host)
    assert own(public_url="https://news.example")(host)


@pytest.mark.parametrize("host", [*ADDRESSES, *MACHINES])
def test_addresses_and_the_machines_names_are_accepted_by_an_open_server_only(host: str) -> None:
    assert own(host="0.0.0.0", open=True)(host)
    assert own(host="::", open=True)(host)
    assert not own()(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_the_host_of_the_public_url_is_accepted(host: str) -> None:
    assert own(public_url="https://news.example/listen")(host)
    assert own(public_url="https://news.example/listen", host="0.0.0.0", open=True)(host)
    assert not own(host="0.0.0.0", open=True)(host)


@pytest.mark.parametrize("host", ["192.0.2.7", "[2001:db8::1]"])
def test_the_public_url_may_have_an_address(host: str) -> None:
    assert own(public_url=f"http://{host}:8080/listen")(f"{host}:8080")
    assert not own(public_url=f"http://{host}:8080/listen")("192.0.2.8:8080")


@pytest.mark.parametrize("host", UPSTREAMS)
def test_a_name_without_a_dot_reaches_a_server_that_others_can_reach(host: str) -> None:
    assert own(public_url="https://news.example")(host)
    assert own(host="0.0.0.0", open=True)(host)
    assert not own()(host)


def test_the_name_that_the_server_is_bound_to_is_accepted() -> None:
    assert own(host="listen.internal", open=True)("listen.internal:8000")


@pytest.mark.parametrize("host", FOREIGN)
def test_every_other_name_is_foreign(host: str) -> None:
    for settings in (
        {},
        {"host": "0.0.0.0", "open": True},
        {"public_url": "https://news.example/listen"},
        {"host": "", "open": True, "public_url": "https://news.example/listen"},
    ):
        assert not own(**settings)(host), settings


@pytest.mark.parametrize("host", [host for host in MALFORMED if host != "127.0.0.1."])
def test_a_malformed_host_is_foreign_even_if_any_is_allowed(host: str) -> None:
    assert not own(host="0.0.0.0", open=True, allowed_hosts=("any",))(host)
    assert not own(public_url="https://news.example")(host)


@given(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?(\.[a-z]{2,9}){1,3}", fullmatch=True))
def test_a_name_in_public_dns_is_refused_unless_it_is_configured(name: str) -> None:
    if name.startswith("desk.") or name.endswith(".localhost"):
        return
    for settings in ({}, {"host": "0.0.0.0", "open": True}, {"public_url": "http://[::1]/a"}):
        assert not own(**settings)(name)
        assert own(**settings, allowed_hosts=(name,))(f"{name.upper()}.:8000")
        assert own(**settings, allowed_hosts=("any",))(name)


@pytest.mark.parametrize(
    ("allowed", "host", "is_own"),
    [
        ("web", "web:8000", True),
        ("web", "web.example", False),
        (".example.org", "example.org", True),
        (".example.org", "a.b.Example.org:80", True),
        (".example.org", "badexample.org", False),
        (".example.org", "example.org.evil.example", False),
        ("a.example, b.example", "b.example", True),
        ("B\xfccher.example", "xn--bcher-kva.example", True),
        ("2001:db8::1", "[2001:db8::1]", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("any", REBOUND, True),
    ],
)
def test_further_hosts_can_be_configured(allowed: str, host: str, is_own: bool) -> None:
    config = WebConfig.load({"LISTEN_ALLOWED_HOSTS": allowed})
    assert OwnHosts(config, MACHINE).include(host) == is_own


@pytest.mark.parametrize(
    "host",
    ["https://a.example", "a.example:80", "a.example/b", "*", "*.a.example", ".", "..a", "a b"],
)
def test_an_invalid_allowed_host_is_an_error(host: str) -> None:
    with pytest.raises(SettingsError, match="'allowed_hosts' must list host names"):
        WebConfig.load({"LISTEN_ALLOWED_HOSTS": host})


@pytest.mark.parametrize("machine", ["", "a b", "-", "host name", "x" * 99, "127.1"])
def test_a_machine_without_a_valid_name_has_none(machine: str) -> None:
    hosts = OwnHosts(WebConfig(host="0.0.0.0", open=True), machine)
    assert not hosts.include("")
    assert not hosts.include(".local")
    assert hosts.include("10.0.0.1")


@pytest.fixture(params=["loopback", "open", "public"])
def client(
    request: pytest.FixtureRequest, config: WebConfig, store: MemoryStore, redis: Redis
) -> FlaskClient:
    settings = {
        "loopback": config,
        "open": replace(config, host="0.0.0.0", open=True),
        "public": replace(config, public_url="https://news.example/listen"),
    }
    return create_app(settings[request.param], store=store, redis=redis).test_client()


@pytest.mark.parametrize("path", ["/", "/docs", "/v1/voices", "/oembed", f"/embed/{UNKNOWN}", "/x"])
@pytest.mark.parametrize("host", [REBOUND, f"{REBOUND}:8000", "localhost@evil.example", ""])
def test_a_foreign_host_reads_nothing_of_the_server(
    client: FlaskClient, path: str, host: str
) -> None:
    response = client.get(path, headers={"Host": host})
    assert response.status_code == 403
    if response.is_json:
        problem = response.get_json()
        assert problem["code"] == "forbidden"
        assert "evil" not in problem["type"]


@pytest.mark.parametrize(
    "path", ["/v1/audio", "/v1/preview", "/v1/audio/speech", f"/v1/audio/{UNKNOWN}"]
)
def test_a_rebound_page_posts_nothing(client: FlaskClient, path: str) -> None:
    headers = {"Host": f"{REBOUND}:8700", "Origin": f"http://{REBOUND}:8700"}
    for each in (headers, {"Host": headers["Host"]}):
        response = client.post(path, json={"text": "Words.", "input": "Words."}, headers=each)
        assert response.status_code == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("/healthz", 200), ("/readyz", 503), ("/player.js", 200), ("/static/icon.svg", 200)),
        *((f"/audio/{UNKNOWN}.mp3", 404), (f"/v1/audio/{UNKNOWN}", 404)),
    ],
)
def test_what_any_page_may_read_needs_no_name_of_the_server(
    client: FlaskClient, redis: Redis, path: str, status: int
) -> None:
    redis.flushall()
    for method in ("GET", "HEAD"):
        with client.open(path, method=method, headers={"Host": "cdn.evil.example"}) as response:
            assert response.status_code == status
            assert b"evil" not in response.data


def test_a_target_with_an_authority_overrides_the_host_header(client: FlaskClient) -> None:
    def status(target: str, host: str) -> int:
        headers = {"Host": host}
        environ = {"RAW_URI": target}
        return client.get("/v1/models", headers=headers, environ_overrides=environ).status_code

    assert status(f"http://{REBOUND}/v1/models", "localhost") == 403
    assert status("HTTP://localhost:8000/v1/models", REBOUND) == 200
    assert status("http://u@localhost/v1/models", "localhost") == 403
    assert status("/v1/models?http://localhost/", REBOUND) == 403
