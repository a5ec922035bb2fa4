"""Connections keep their deadline and their limit, and try one address after the other."""

import socket
import time
from collections.abc import Callable

import pytest

from listen.errors import TooLong
from listen.fetch.connection import BoundedConnection, open_first


def bounded(sock: socket.socket, seconds: float = 60, max_bytes: int = 10) -> BoundedConnection:
    return BoundedConnection(sock, time.monotonic() + seconds, max_bytes)


def test_bytes_up_to_the_limit_are_read() -> None:
    ours, theirs = socket.socketpair()
    with theirs, bounded(ours) as connection, connection.makefile("rb") as file:
        theirs.sendall(b"0123456789")
        assert file.read(10) == b"0123456789"
        theirs.sendall(b"0")
        with pytest.raises(TooLong):
            file.read(1)


@pytest.mark.parametrize(
    "use",
    [
        lambda connection: connection.sendall(b"x"),
        lambda connection: connection.makefile("rb").read(1),
    ],
)
def test_nothing_is_sent_or_received_after_the_deadline(
    use: Callable[[BoundedConnection], object],
) -> None:
    ours, theirs = socket.socketpair()
    with theirs, bounded(ours, seconds=-1) as connection, pytest.raises(TimeoutError):
        use(connection)


def test_a_read_ends_at_the_deadline() -> None:
    ours, theirs = socket.socketpair()
    with theirs, bounded(ours, seconds=0.05) as connection, pytest.raises(TimeoutError):
        connection.makefile("rb").read(1)


def test_the_first_address_that_answers_is_used() -> None:
    ours, theirs = socket.socketpair()

    def connect(address: str, port: int) -> socket.socket:
        if address == "192.0.2.1":
            raise ConnectionRefusedError
        return ours

    with ours, theirs:
        assert open_first(connect, ["192.0.2.1", "192.0.2.2"], 80) is ours
        with pytest.raises(ConnectionRefusedError):
            open_first(connect, ["192.0.2.1"], 80)
        with pytest.raises(OSError, match="no addresses"):
            open_first(connect, [], 80)
