"""Errors of the client, and the options that commands share."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def answering(status: int = 200, **headers: str) -> Iterator[tuple[str, list[str | None]]]:
    """A server that notes the Authorization of each request. Yield its URL and the notes."""
    notes: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            notes.append(self.headers["Authorization"])
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(b'{"voices": [], "detail": "Busy.", "code": "unavailable"}')

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", notes
        server.shutdown()


def test_the_key_is_sent_whatever_netrc_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ann password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with answering() as (url, notes):
        Client(url, "listen_key").voices()
    assert notes == ["Bearer listen_key"]


@pytest.mark.parametrize("command", [["say", "-"], ["preview", "-"], ["voices"]])
def test_every_command_takes_the_key_as_option_or_variable(command: list[str]) -> None:
    with answering(status=500) as (url, notes):
        for options, environ in ([], {"LISTEN_API_KEY": " one\n"}), (["--key", "two"], {}):
            arguments = [*command, "--server", url, *options]
            CliRunner().invoke(main, arguments, input="Words.", env=environ)
    assert notes == ["Bearer one", "Bearer two"]


def test_a_key_that_is_no_header_is_refused_and_not_shown() -> None:
    result = CliRunner().invoke(main, ["voices", "--key", "pass wörd"])
    assert (result.exit_code, "ASCII" in result.output, "wörd" in result.output) == (2, True, False)


def test_an_error_has_the_code_of_the_problem_and_the_time_to_wait() -> None:
    with answering(503, Retry_After="7") as (url, _), pytest.raises(ClientError) as raised:
        Client(url).voices()
    assert (raised.value.code, raised.value.retry_after) == ("unavailable", 7)


def test_the_id_of_an_article_is_one_segment_of_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    def request(self: requests.Session, method: str, url: str, **_: Any) -> NoReturn:
        called.append(url)
        raise requests.ConnectionError

    monkeypatch.setattr(requests.Session, "request", request)
    with pytest.raises(ClientError):
        Client("http://a.example/x").get_article("a.org/p?q=ä/%")
    assert called == ["http://a.example/x/v1/articles/a.org%2Fp%3Fq%3D%C3%A4%2F%25"]


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
