"""A proxy before an object store that can be told to fail in the ways of networks and services."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

SLOW_DOWN = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
)


class FaultyProxy:
    """Relays connections to a service. Each fault cuts the connections that are open."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname or "", parts.port or 0)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._fault = "none"
        self._count = 0
        self.delay = 0.0
        """Seconds before each part of an answer."""
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.requests = 0
        """Connections that were answered or failed."""
        threading.Thread(target=self._accept, daemon=True).start()

    def work(self) -> None:
        """End all faults."""
        self.delay = 0.0
        self._set("none")

    def refuse(self) -> None:
        """Close each connection at once."""
        self._set("refuse")

    def hang(self) -> None:
        """Accept connections, and never answer."""
        self._set("hang")

    def cut_after(self, count: int) -> None:
        """Cut each answer after so many bytes."""
        self._set("cut", count)

    def slow_down(self, count: int) -> None:
        """Answer so many requests with 503 SlowDown, and relay those after them."""
        self._set("slow_down", count)

    def close(self) -> None:
        """Stop to listen."""
        self._listener.close()
        self._set("refuse")

    def _set(self, fault: str, count: int = 0) -> None:
        with self._lock:
            self._fault, self._count = fault, count
            for each in self._open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._handle, args=(client,), daemon=True).start()

    def _handle(self, client: socket.socket) -> None:
        self.requests += 1
        with client, suppress(OSError):
            with self._lock:
                self._open.add(client)
                fault = self._fault
                if fault == "slow_down" and self._count:
                    self._count -= 1
                elif fault == "slow_down":
                    fault = "none"
            try:
                if fault == "slow_down":
                    _answer(client, 503, SLOW_DOWN)
                elif fault == "hang":
                    while client.recv(65536):
                        pass
                elif fault != "refuse":
                    self._relay(client, self._count if fault == "cut" else None)
            finally:
                with self._lock:
                    self._open.discard(client)

    def _relay(self, client: socket.socket, limit: int | None) -> None:
        with socket.create_connection(self._target) as server:
            threading.Thread(target=_copy, args=(client, server), daemon=True).start()
            sent = 0
            while block := server.recv(65536):
                time.sleep(self.delay)
                if limit is not None and sent + len(block) > limit:
                    client.sendall(block[: limit - sent])
                    return
                client.sendall(block)
                sent += len(block)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(65536):
            target.sendall(block)
        target.shutdown(socket.SHUT_WR)


def _answer(client: socket.socket, status: int, body: bytes) -> None:
    """Answer one request, whose body is read first."""
    head, _, rest = _read_head(client)
    length = next(
        (int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"),
        0,
    )
    while len(rest) < length and (block := client.recv(65536)):
        rest += block
    client.sendall(
        b"HTTP/1.1 %d Service Unavailable\r\nContent-Type: application/xml\r\n"
        b"Connection: close\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)
    )


def _read_head(client: socket.socket) -> tuple[bytes, bytes, bytes]:
    received = b""
    while b"\r\n\r\n" not in received and (block := client.recv(65536)):
        received += block
    return received.partition(b"\r\n\r\n")
