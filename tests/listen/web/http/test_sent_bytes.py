"""The bytes of a file that were sent, as `send_representation` tells them."""

import os
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.conftest import wait_until

SIZE = 8_000_000
"""Bytes: more than the buffers of a connection take."""

APP = """
    import io
    from flask import Flask, request
    from listen.web.http.conditional import Representation
    from listen.web.http.file import SplicedFile, send_representation

    app = Flask(__name__)

    def record(sent):
        with open("sent", "a") as file:
            file.write(f"{{sent.start}} {{sent.stop}}\\n")

    @app.route("/")
    def send():
        described = Representation({size}, '"etag"', 0, "audio/mpeg", "no-cache")
        return send_representation(request, described, lambda: {opened}, on_sent=record)
"""

FILES = {
    "sendfile": "open('audio', 'rb')",
    "in memory": "io.BytesIO(open('audio', 'rb').read())",
    "with a tag": "SplicedFile(io.BytesIO(open('audio', 'rb').read()[1000:]), bytes(1000))",
}

Serve = Callable[[str], AbstractContextManager[socket.socket]]


@pytest.fixture(params=FILES)
def connection(
    request: pytest.FixtureRequest, tmp_path: Path, served_by_gunicorn: Serve
) -> AbstractContextManager[socket.socket]:
    (tmp_path / "audio").write_bytes(os.urandom(SIZE))
    return served_by_gunicorn(APP.format(size=SIZE, opened=FILES[request.param]))


@pytest.fixture
def sent(tmp_path: Path) -> Callable[[], list[range]]:
    """Return what was told so far."""

    def sent() -> list[range]:
        if not (tmp_path / "sent").exists():
            return []
        lines = (tmp_path / "sent").read_text().splitlines()
        return [range(*map(int, line.split())) for line in lines]

    return sent


def ask(connection: socket.socket, headers: str = "", method: str = "GET") -> None:
    connection.sendall(f"{method} / HTTP/1.1\r\nHost: x\r\n{headers}\r\n".encode())


def receive(connection: socket.socket, size: int) -> None:
    """Receive headers and a body."""
    content = b""
    while b"\r\n\r\n" not in content:
        content += receive_some(connection)
    size -= len(content.partition(b"\r\n\r\n")[2])
    while size > 0:
        size -= len(receive_some(connection))


def receive_some(connection: socket.socket) -> bytes:
    """Receive at least a byte."""
    content = connection.recv(65536)
    assert content, "the server has closed the connection"
    return content


def test_a_whole_file_and_its_ranges(
    connection: AbstractContextManager[socket.socket], sent: Callable[[], list[range]]
) -> None:
    with connection as client:
        for headers, window in (
            ("", range(SIZE)),
            ("Range: bytes=500-299999\r\n", range(500, 300_000)),
            ("Range: bytes=-1\r\n", range(SIZE - 1, SIZE)),
        ):
            before = len(sent())
            ask(client, headers)
            receive(client, len(window))
            wait_until(lambda before=before: len(sent()) > before)  # type: ignore[misc]
            assert sent()[-1] == window
        ask(client, method="HEAD")
        receive(client, 0)
        ask(client, 'If-None-Match: "etag"\r\n')
        receive(client, 0)
        assert len(sent()) == 3


def test_a_client_that_goes_away_has_received_a_part(
    connection: AbstractContextManager[socket.socket], sent: Callable[[], list[range]]
) -> None:
    with connection as client:
        ask(client, "Range: bytes=1000-\r\n")
        receive(client, 100_000)
        client.close()
        wait_until(sent)
        (told,) = sent()
        assert told.start == 1000
        assert 60_000 < len(told) < SIZE / 2
