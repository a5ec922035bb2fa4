"""Errors of the client, and the options that commands share."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, NoReturn

import click
import pytest
import requests
from click.testing import CliRunner

from listen.cli import client as module
from listen.cli.client import Client, ClientError
from listen.cli.main import main


@pytest.mark.parametrize(
    "server", ["nonsense", "localhost:8000", "http://", "ftp://a.org", "http://["]
)
def test_a_server_that_is_not_a_url_is_refused(server: str) -> None:
    with pytest.raises(ClientError, match="must be an http or https URL"):
        Client(server).voices()


@pytest.mark.parametrize(
    ("server", "base"),
    [
        ("http://a.example", "http://a.example/"),
        ("http://a.example/", "http://a.example/"),
        ("https://a.example:8443/listen", "https://a.example:8443/listen/"),
        ("https://a.example/b/listen//", "https://a.example/b/listen/"),
    ],
)
def test_paths_are_below_the_server_and_links_of_a_resource_are_not(
    server: str, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def request(self: requests.Session, method: str, url: str, **_: Any) -> NoReturn:
        called.append(url)
        raise requests.ConnectionError

    monkeypatch.setattr(requests.Session, "request", request)
    client = Client(server)
    assert not client.is_healthy()
    for link in ("/audio/KEY.ogg", "/listen/audio/KEY.ogg"):
        with pytest.raises(ClientError, match="No server responds"):
            client.download(link, tmp_path / "a.ogg")
    origin = base[: base.index("/", 8)]
    assert called == [f"{base}healthz", f"{origin}/audio/KEY.ogg", f"{origin}/listen/audio/KEY.ogg"]


def test_a_server_that_is_slow_to_respond_is_not_called_unreachable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_TIMEOUT", (3.0, 0.05))
    with socket.create_server(("127.0.0.1", 0)) as mute:
        host, port = mute.getsockname()
        with pytest.raises(ClientError, match="did not respond within") as raised:
            Client(f"http://{host}:{port}").voices()
    assert not raised.value.is_unreachable


@pytest.mark.parametrize("command", ["say", "preview", "pregenerate"])
def test_every_command_sends_the_source_url(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: list[dict[str, Any]] = []

    def post(self: Client, path: str, fields: dict[str, Any]) -> NoReturn:
        posted.append(fields)
        raise ClientError("Enough.")

    monkeypatch.setattr(Client, "_post", post)
    article = tmp_path / "a.txt"
    article.write_text("Words.")
    arguments = [command, str(article), "--source-url", "https://example.org/a"]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    assert posted[0]["source_url"] == "https://example.org/a"


def test_another_server_is_told_from_listen() -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<h1>It works!</h1>")

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        with pytest.raises(ClientError, match="is not a Listen server") as raised:
            Client(f"http://127.0.0.1:{server.server_port}").voices()
    assert raised.value.is_unreachable


def test_a_file_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Client, "_send", lambda *_, **__: requests.Response())
    with pytest.raises(ClientError, match=r"Cannot write .*gone/a\.mp3: No such file"):
        Client("http://127.0.0.1").download("/audio/a.mp3", tmp_path / "gone" / "a.mp3")


@pytest.mark.parametrize(
    "command", [[], ["up"], ["serve"], ["say"], ["preview"], ["pregenerate"], ["voices", "get"]]
)
def test_every_option_has_a_help_text(command: list[str]) -> None:
    found: click.Command = main
    for name in command:
        assert isinstance(found, click.Group)
        found = found.commands[name]
    assert found.help
    for option in found.params:
        assert not isinstance(option, click.Option) or option.help, option.name
