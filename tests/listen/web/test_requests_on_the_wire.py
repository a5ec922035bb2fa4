"""Requests that no HTTP client library sends, written to the socket byte by byte."""

import socket
from collections.abc import Callable
from email.message import Message
from http.client import HTTPResponse
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.e2e


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


Send = Callable[[str], Answer]


@pytest.fixture
def send(served: str) -> Send:
    """Returns the response to the head of a request, read; lines are sent with CRLF."""
    parts = urlsplit(served)

    def send(head: str) -> Answer:
        with socket.create_connection((parts.hostname, parts.port), 30) as connection:
            connection.sendall(head.replace("\n", "\r\n").encode())
            response = HTTPResponse(connection)
            response.begin()
            return Answer(response.status, response.headers, response.read())

    return send


def test_http_1_1_must_have_a_host_header(send: Send) -> None:
    response = send("GET /healthz HTTP/1.1\n\n")
    assert response.status == 400
    assert b"Host header" in response.body


def test_http_1_0_needs_no_host_header(send: Send) -> None:
    assert send("GET /healthz HTTP/1.0\n\n").status == 200


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        ("/v1/models", "localhost", 200),
        ("/v1/models", "LOCALHOST.:1", 200),
        ("/v1/models", "", 403),
        ("/v1/models", "evil.example", 403),
        ("/v1/models", "localhost@evil.example", 403),
        ("http://localhost/v1/models", "evil.example", 200),
        ("http://evil.example/v1/models", "localhost", 403),
        ("http://localhost@evil.example/v1/models", "localhost", 403),
        ("/healthz", "evil.example", 200),
    ],
)
def test_the_host_or_an_absolute_target_must_name_the_server(
    send: Send, target: str, host: str, status: int
) -> None:
    assert send(f"GET {target} HTTP/1.1\nHost: {host}\n\n").status == status


@pytest.mark.parametrize("header", ["SCRIPT_NAME: /audio", "Script-Name: /audio", "PATH_INFO: /x"])
def test_a_header_cannot_move_the_routes(send: Send, header: str) -> None:
    response = send(f"GET /audio/v1/voices HTTP/1.1\nHost: localhost\n{header}\n\n")
    assert response.status in (400, 404)


def test_a_body_that_is_too_long_is_refused_before_it_is_sent(send: Send) -> None:
    response = send(
        "POST /v1/audio HTTP/1.1\nHost: localhost\nContent-Type: text/plain\n"
        "Content-Length: 99999999\nExpect: 100-continue\n\n"
    )
    assert response.status == 413
    assert b"too_long" in response.body


def test_a_body_that_is_expected_is_asked_for(served: str) -> None:
    parts = urlsplit(served)
    with socket.create_connection((parts.hostname, parts.port), 30) as connection:
        connection.sendall(
            b"POST /v1/preview HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
            b"Content-Length: 11\r\nExpect: 100-continue\r\n\r\n"
        )
        assert connection.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"Some words.")
        response = HTTPResponse(connection)
        response.begin()
        assert response.status == 200
        assert b"Some words." in response.read()


@pytest.mark.parametrize("path", ["/", "/healthz", "/player.js", "/nowhere", "/v1/voices"])
def test_browsers_must_not_guess_media_types_or_send_full_referrers(send: Send, path: str) -> None:
    headers = send(f"GET {path} HTTP/1.1\nHost: localhost\n\n").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
