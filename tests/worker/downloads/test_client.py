"""The HTTP client: proxies, redirects, and errors in one line."""

import socket

import pytest

from tests.worker.downloads.hub import BASE, STORE, Hub
from worker.downloads import client as client_module
from worker.downloads.client import Client
from worker.errors import DownloadError, DownloadInterrupted


def test_the_proxy_of_the_environment_is_used(
    hub: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server gets the absolute URL of a host that does not exist, as a proxy does."""
    host = "voices.invalid"
    hub.files[f"{'http:'}//{host}/index"] = b"through the proxy"
    monkeypatch.setenv("HTTP_PROXY", hub.url.removesuffix(BASE))
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert client.read(f"http://{host}/index", 100) == b"through the proxy"


def test_a_proxy_that_is_gone_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(DownloadInterrupted, match="proxy"):
        client.read("http://voices.invalid/index", 100)


@pytest.mark.parametrize(
    "url",
    [
        *("http://voices.invalid/", "http://127.0.0.1:1/", "", "voices", "file:///etc/passwd"),
        *("http://", "http://[::1", "http://a:b/", "ftp://voices.invalid/", "http://\n/"),
    ],
)
def test_a_server_that_cannot_be_asked_is_an_error_in_one_line(
    client: Client, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "_TIMEOUT", (1.0, 1.0))
    for ask in (lambda: client.read(url, 100), lambda: client.sha256(url)):
        with pytest.raises(DownloadError) as raised:
            ask()
        assert "\n" not in str(raised.value).replace(url, "")


def test_a_password_in_the_url_is_not_shown(hub: Hub, client: Client) -> None:
    url = hub.url.replace("//", "//reader:secret@")
    with pytest.raises(DownloadError) as raised:
        client.read(f"{url}/gone", 100)
    assert "secret" not in str(raised.value)


def test_a_silent_server_is_not_waited_for_without_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "_TIMEOUT", (0.05, 0.05))
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(DownloadInterrupted, match="does not answer in time"),
    ):
        client.read(f"http://127.0.0.1:{silent.getsockname()[1]}/", 100)


def test_a_small_file_is_requested_again_when_the_connection_breaks(
    hub: Hub, client: Client
) -> None:
    hub.files["small"] = b"12345"
    hub.cuts = [2]
    hub.statuses["small"] = [503]
    assert client.read(f"{hub.url}/small", 5) == b"12345"
    assert len(hub.requests) == 3


def test_endless_redirects_end(hub: Hub, client: Client) -> None:
    hub.loops.add("loop")
    with pytest.raises(DownloadError, match="redirects more than"):
        client.read(f"{hub.url}/loop", 10)
    assert client.sha256(f"{hub.url}/loop") is None


def test_a_file_beyond_the_limit_is_refused(hub: Hub, client: Client) -> None:
    hub.files["small"] = b"12345"
    assert client.read(f"{hub.url}/small", 5) == b"12345"
    with pytest.raises(DownloadError, match="more than 4 bytes"):
        client.read(f"{hub.url}/small", 4)


def test_the_sha256_is_what_the_server_states(hub: Hub, client: Client) -> None:
    hub.files |= {"model": b"content", "small": b"content"}
    hub.large.add("model")
    digest = "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"
    assert client.sha256(f"{hub.url}/model") == digest
    assert client.sha256(f"{hub.url}/small") is None
    assert client.sha256(hub.url.replace(BASE, STORE) + "/model") is None
    hub.states_sha256 = False
    assert client.sha256(f"{hub.url}/model") is None
    with pytest.raises(DownloadError, match="404"):
        client.sha256(f"{hub.url}/gone")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
