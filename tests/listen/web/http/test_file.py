"""Sending a file: with sendfile, in exact windows, and without hiding that it is truncated."""

import io
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.client import HTTPResponse, IncompleteRead
from pathlib import Path
from typing import BinaryIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import create_environ
from werkzeug.wsgi import FileWrapper

from audio_cache.stores.store import StoreAway
from listen.web.http.file import FileSizeError, FileWindow
from tests.listen.web.conftest import LostFile
from tests.listen.web.http.conftest import CONTENT


def test_the_body_is_the_servers_file_wrapper_so_that_it_can_use_sendfile(
    client: FlaskClient,
) -> None:
    class ServersWrapper(FileWrapper):
        pass

    environ = create_environ("/audio.mp3") | {"wsgi.file_wrapper": ServersWrapper}
    body = client.application.wsgi_app(environ, lambda *_: lambda _: None)
    assert isinstance(body, ServersWrapper)
    body.close()


def test_a_file_whose_size_differs_from_its_representation_is_refused_and_closed() -> None:
    for content in (CONTENT[:-1], CONTENT + b"\0"):
        file = io.BytesIO(content)
        with pytest.raises(FileSizeError):
            FileWindow(file, range(10), len(CONTENT))
        assert file.closed


def test_a_file_that_cannot_be_read_is_refused_and_closed() -> None:
    file = LostFile(CONTENT)
    with pytest.raises(StoreAway):
        FileWindow(file, range(100, 900), len(CONTENT))
    assert file.closed


def test_the_first_byte_is_read_at_the_beginning_of_the_window() -> None:
    window = FileWindow(io.BytesIO(CONTENT), range(100, 900), len(CONTENT))
    assert window.read(50) == CONTENT[100:150]


@pytest.fixture
def file_on_disk(tmp_path: Path) -> Iterator[BinaryIO]:
    path = tmp_path / "audio.mp3"
    path.write_bytes(CONTENT)
    with path.open("rb", buffering=0) as file:
        yield file


def test_a_file_truncated_while_it_is_read_is_an_error(file_on_disk: BinaryIO) -> None:
    window = FileWindow(file_on_disk, range(100, 900), len(CONTENT))
    assert window.read(100) == CONTENT[100:200]
    os.truncate(file_on_disk.name, 300)
    assert window.read(200) == CONTENT[200:300]
    with pytest.raises(FileSizeError):
        window.read(100)


def test_a_file_truncated_during_sendfile_is_an_error_at_the_end(
    file_on_disk: BinaryIO,
) -> None:
    window = FileWindow(file_on_disk, range(100, 900), len(CONTENT))
    assert os.lseek(window.fileno(), 0, os.SEEK_CUR) == 100
    os.truncate(file_on_disk.name, 300)
    with pytest.raises(FileSizeError):
        window.close()
    assert file_on_disk.closed


ServedByGunicorn = Callable[[str], AbstractContextManager[socket.socket]]

SERVED_BY_GUNICORN = """
    from flask import Flask, request
    from listen.web.http.conditional import Representation
    from listen.web.http.file import send_representation

    app = Flask(__name__)
    size = 16_000_000
    audio = Representation(size, '"tag"', 0, "audio/mpeg", "no-cache")

    @app.get("/")
    def whole():
        return send_representation(request, audio, lambda: open("audio.mp3", "rb"))
"""


@pytest.fixture
def gunicorn(tmp_path: Path, served_by_gunicorn: ServedByGunicorn) -> Iterator[socket.socket]:
    """Serves 16 MB from `tmp_path`."""
    (tmp_path / "audio.mp3").write_bytes(CONTENT * 16_000)
    with served_by_gunicorn(SERVED_BY_GUNICORN) as connection:
        yield connection


def ask(connection: socket.socket, method: str, header: str = "") -> HTTPResponse:
    connection.sendall(f"{method} / HTTP/1.1\r\nHost: here\r\n{header}\r\n".encode())
    response = HTTPResponse(connection, method=method)
    response.begin()
    return response


def test_gunicorn_sends_exact_windows_and_drops_the_connection_of_a_truncated_file(
    gunicorn: socket.socket, tmp_path: Path
) -> None:
    for start, last in ((0, 0), (1_000_003, 9_000_004), (15_999_990, 15_999_999)):
        assert ask(gunicorn, "HEAD").headers["Content-Length"] == "16000000"
        part = ask(gunicorn, "GET", f"Range: bytes={start}-{last}\r\n").read()
        assert part == (CONTENT * 16_000)[start : last + 1]

    response = ask(gunicorn, "GET", "Range: bytes=0-14999999\r\n")
    os.truncate(tmp_path / "audio.mp3", 10_000_000)
    with pytest.raises(IncompleteRead):
        response.read()
