"""Timeouts and chunked transfer coding of request bodies, with a real gunicorn."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.client import HTTPResponse
from urllib.parse import quote, urlsplit

import pytest

ServedByGunicorn = Callable[[str], AbstractContextManager[socket.socket]]

SERVED_BY_GUNICORN = """
    from flask import Flask, request
    from listen.web.problems import handle_errors
    from listen.web.body import read_body
    from listen.web.upload import with_upload_timeout

    app = Flask(__name__)
    app.wsgi_app = with_upload_timeout(app.wsgi_app, 0.5)
    handle_errors(app)

    @app.post("/")
    def text():
        return read_body(request, 1_000_000)
"""


@pytest.fixture
def gunicorn(served_by_gunicorn: ServedByGunicorn) -> Iterator[socket.socket]:
    """A connection to a server whose upload timeout is half a second."""
    with served_by_gunicorn(SERVED_BY_GUNICORN) as connection:
        yield connection


def post(connection: socket.socket, header: str, body: bytes, path: str = "/") -> HTTPResponse:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n{header}\r\n\r\n"
    )
    connection.sendall(head.encode() + body)
    response = HTTPResponse(connection)
    response.begin()
    return response


CHUNKED = "Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("Content-Length: 900000", b"word " * 180_000),
        (CHUNKED, b"ea60\r\n" + b"word " * 12_000 + b"\r\n0\r\n\r\n"),
        (CHUNKED, b"dbba0\r\n" + b"word " * 180_000 + b"\r\n0\r\n\r\n"),
        (CHUNKED, b"5\r\nword \r\n4\r\nword\r\n0\r\n\r\n"),
    ],
)
def test_a_body_that_arrives_in_time_is_read(
    gunicorn: socket.socket, header: str, body: bytes
) -> None:
    for _ in range(2):
        response = post(gunicorn, header, body)
        assert response.status == 200
        assert response.read().startswith(b"word word")


def test_a_body_that_is_too_long_is_drained_so_that_the_error_is_read(
    gunicorn: socket.socket,
) -> None:
    header = "Content-Length: 20000000\r\nConnection: close"
    response = post(gunicorn, header, b"word " * 4_000_000)
    assert response.status == 413
    assert b"too_long" in response.read()


@pytest.mark.parametrize(
    ("header", "body"),
    [("Content-Length: 100", b"abc"), (CHUNKED, b"5\r\nabc"), (CHUNKED, b"")],
)
def test_a_body_that_stops_halfway_times_out(
    gunicorn: socket.socket, header: str, body: bytes
) -> None:
    response = post(gunicorn, header, body)
    assert response.status == 408
    assert b"upload_timeout" in response.read()
    assert gunicorn.recv(1) == b"", "the rest must not be parsed as another request"


def test_a_slowloris_body_times_out(gunicorn: socket.socket) -> None:
    gunicorn.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n")
    gunicorn.sendall(b"Content-Length: 100000\r\n\r\n")
    gunicorn.settimeout(0.05)
    while True:
        try:
            gunicorn.sendall(b"x")
            assert gunicorn.recv(12) == b"HTTP/1.1 408"
        except TimeoutError:
            continue
        return


@pytest.mark.parametrize(
    ("header", "body"),
    [("Content-Length: 100", b"abc"), (CHUNKED, b"3\r\nabc\r\n"), (CHUNKED, b"5")],
)
def test_a_truncated_body_is_malformed(served: str, header: str, body: bytes) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(served).port or 0), 30) as connection:
        head = f"POST /v1/audio HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n{header}"
        connection.sendall(head.encode() + b"\r\n\r\n" + body)
        connection.shutdown(socket.SHUT_WR)
        response = HTTPResponse(connection)
        response.begin()
        assert response.status == 400
        assert b"truncated" in response.read()


def test_the_longest_title_fits_into_the_query_in_every_script(served: str) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(served).port or 0), 30) as connection:
        path = "/v1/preview?title=" + quote("ế" * 500)
        response = post(connection, "Content-Length: 6", b"Words.", path)
        assert json.loads(response.read())["title"] == "ế" * 500


def test_an_invalid_chunk_is_malformed(served: str) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(served).port or 0), 30) as connection:
        response = post(connection, CHUNKED, b"zz\r\nabc\r\n", "/v1/audio")
        assert response.status == 400
        assert b'"malformed"' in response.read()
        assert connection.recv(1) == b""
