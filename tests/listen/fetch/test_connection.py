"""Cancelling a connection. TLS, pinned addresses and timeouts are tested in test_fetcher.py."""

import socket
import ssl

import pytest

from listen.fetch.connection import CancellableConnection
from listen.fetch.url import parse_url

URL = parse_url("http://example.org/")


def test_a_cancelled_connection_ends_the_read_that_waits_for_it() -> None:
    ours, theirs = socket.socketpair()
    connection = CancellableConnection(lambda *_: ours, ssl.create_default_context())
    with theirs:
        sock = connection.open(URL, ["93.184.215.14"])
        connection.cancel()
        assert sock.recv(1) == b""
    connection.close()


def test_a_cancelled_connection_is_not_opened_again() -> None:
    tried: list[str] = []

    def connect(address: str, port: int) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    connection = CancellableConnection(connect, ssl.create_default_context())
    connection.cancel()
    with pytest.raises(OSError, match="no addresses"):
        connection.open(URL, ["93.184.215.14"])
    assert tried == []
