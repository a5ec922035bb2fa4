"""A gunicorn worker with gevent that no single connection can keep busy.

Greenlets are scheduled cooperatively: one runs until it waits. A socket that always has data never
waits, so a client that sends tiny chunks or pipelined requests without end would stop every other
request. Here each read and each request yields to the others.
"""

from typing import Any

import gevent
from gevent import socket
from gunicorn.workers.ggevent import GeventWorker

_MAX_UNSIZED_READ = 2048
"""Bytes of a read whose caller does not know how much it needs. Gunicorn copies the rest of the
read for every chunk in it, so that 8 KB of one-byte chunks would take 90 ms."""

_UNSIZED_READ = 8192
"""Bytes that gunicorn asks for when it does not know how much it needs."""


class MeteredSocket(socket.socket):  # type: ignore[misc]
    """A socket that yields before each read and counts the bytes that it received."""

    received = 0
    """Bytes on the wire since the connection was accepted."""

    def recv(self, size: int, *flags: int) -> bytes:
        gevent.sleep(0)
        data: bytes = super().recv(_MAX_UNSIZED_READ if size == _UNSIZED_READ else size, *flags)
        self.received += len(data)
        return data


class YieldingWorker(GeventWorker):  # type: ignore[misc]
    """Yields between the requests of a connection and between the reads of a body."""

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        metered = MeteredSocket(client.family, client.type, client.proto, fileno=client.detach())
        super().handle(listener, metered, addr)

    def handle_request(self, listener_name: Any, req: Any, sock: Any, addr: Any) -> None:
        super().handle_request(listener_name, req, sock, addr)
        gevent.sleep(0)
