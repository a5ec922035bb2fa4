"""A gunicorn worker with gevent that no single connection can keep busy.

Greenlets are scheduled cooperatively: one runs until it waits. A socket that always has data never
waits, so a client that sends tiny chunks or pipelined requests without end would stop every other
request. Here each read and each request yields to the others.
"""

import os
from typing import Any, BinaryIO

import gevent
from gevent import socket
from gevent.local import local
from gunicorn.workers.ggevent import GeventWorker

_MAX_UNSIZED_READ = 2048
"""Bytes of a read whose caller does not know how much it needs. Gunicorn copies the rest of the
read for every chunk in it, so that 8 KB of one-byte chunks would take 90 ms."""

_UNSIZED_READ = 8192
"""Bytes that gunicorn asks for when it does not know how much it needs."""

MAX_READ = 64 * 1024
"""Bytes of any other read. Gunicorn asks for the whole rest of a body or of a chunk."""


MAX_SENDFILE = 512 * 1024
"""Bytes of a file that the kernel sends before other requests get their turn."""


SEND_BUFFER = 128 * 1024
"""Bytes that the kernel keeps for a client who reads slowly: 16 seconds of MP3. By default it keeps
up to 4 MB: a thousand slow readers would fill its memory for TCP."""


FIRST_REQUEST_TIMEOUT = 30
"""Seconds from the connection to the end of its first request's headers."""


class MeteredSocket(socket.socket):  # type: ignore[misc]
    """A socket that yields before each read and counts the bytes that it received.

    It sends files with sendfile(2): gevent's own method reads and sends 8 KB at a time.
    """

    received = 0
    """Bytes on the wire since the connection was accepted."""

    def recv(self, size: int, *flags: int) -> bytes:
        gevent.sleep(0)
        limit = _MAX_UNSIZED_READ if size == _UNSIZED_READ else MAX_READ
        data: bytes = super().recv(min(size, limit), *flags)
        self.received += len(data)
        return data

    def sendfile(self, file: BinaryIO, offset: int = 0, count: int | None = None) -> int:
        """Send `count` bytes, or as many as the file has, and set the file's position after them.

        Returns the number of bytes. Raises OSError if the client goes away.
        """
        self._check_sendfile_params(file, offset, count)
        sent = 0
        try:
            while count is None or sent < count:
                size = MAX_SENDFILE if count is None else min(MAX_SENDFILE, count - sent)
                try:
                    size = os.sendfile(self.fileno(), file.fileno(), offset + sent, size)
                except BlockingIOError:
                    socket.wait_write(self.fileno(), self.gettimeout())
                    continue
                if not size:  # the file ends early
                    break
                sent += size
                gevent.sleep(0)
        finally:
            file.seek(offset + sent)
        return sent


class ExpectedBody:
    """A body whose client waits for "100 Continue", which is sent when the body is first read.

    A request that is refused for its headers gets its error instead (RFC 9110, section 10.1.1).
    """

    def __init__(self, body: Any, sock: socket.socket) -> None:
        self._body = body
        self._sock = sock
        self.is_awaited = False
        """True after the client was told to send the body."""

    def read(self, size: int | None = None) -> bytes:
        if not self.is_awaited:
            self.is_awaited = True
            self._sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        data: bytes = self._body.read(size)
        return data


class YieldingWorker(GeventWorker):  # type: ignore[misc]
    """Yields between the requests of a connection and between the reads of a body."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._connection = local()

    def timeout_ctx(self) -> gevent.Timeout:
        """Limit the wait for the next request of a connection.

        Gunicorn waits for the first one as briefly as for a further one. So when many readers keep
        it busy, it closes connections that it has not read from.
        """
        is_first = not getattr(self._connection, "is_used", False)
        self._connection.is_used = True
        return gevent.Timeout(FIRST_REQUEST_TIMEOUT if is_first else self.cfg.keepalive, False)

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Drain at SIGTERM, then end. A second SIGTERM ends at once."""
        drain = getattr(self.app, "drain", None)  # other applications have none
        if drain is None or not drain.begin():
            super().handle_exit(sig, frame)
        else:
            gevent.spawn_later(drain.seconds, super().handle_exit, sig, frame)

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        metered = MeteredSocket(client.family, client.type, client.proto, fileno=client.detach())
        metered.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        super().handle(listener, metered, addr)

    def handle_request(self, listener_name: Any, req: Any, sock: Any, addr: Any) -> None:
        if req._expected_100_continue:
            req._expected_100_continue = False
            req.body = ExpectedBody(req.body, sock)
            req.force_close()  # a client that was not told to send may send all the same
        super().handle_request(listener_name, req, sock, addr)
        gevent.sleep(0)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Answer a request that cannot be read. The log does not name the client's address."""
        super().handle_error(req, client, ("unknown", 0), exc)
