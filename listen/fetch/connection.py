"""Connections to addresses that were checked before, which prevents DNS rebinding.

A connection has a deadline and a limit on the bytes that it receives. http.client reads lines and
chunks in loops of its own: a server can send informational responses or one-byte chunks for ever,
and a socket's timeout starts again with every byte.
"""

import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import certifi

from audio_cache.distribution import installed_version
from listen.errors import FetchFailed, TooLong
from listen.fetch.url import Url

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host and port. Raises OSError."""

Connect = Callable[[str, int], socket.socket]
"""Returns a connection to an address and port. Raises OSError."""

_CONNECT_TIMEOUT = 4.0
"""Seconds."""

_HEADERS = {
    "User-Agent": f"Listen/{installed_version()} (text to speech)",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


def resolve(host: str, port: int) -> Sequence[str]:
    """Look up the addresses of a host, without duplicates. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connect(address: str, port: int) -> socket.socket:
    """Open a TCP connection. Raises OSError."""
    return socket.create_connection((address, port), _CONNECT_TIMEOUT)


def tls_context(ca_file: str | None = None) -> ssl.SSLContext:
    """Return a context that verifies certificates, by Mozilla's authorities or a CA file."""
    return ssl.create_default_context(cafile=ca_file or certifi.where())


class BoundedConnection:
    """A connection with a deadline and a byte limit. Use it as a context manager.

    Reading it raises TimeoutError after the deadline, and TooLong beyond the limit.
    """

    def __init__(self, sock: socket.socket, deadline: float, max_bytes: int) -> None:
        """`deadline` is a value of time.monotonic(); `max_bytes` counts bytes on the wire."""
        self._sock = sock
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._received = 0

    def __enter__(self) -> "BoundedConnection":
        return self

    def __exit__(self, *_: object) -> None:
        self._sock.close()

    def start_tls(self, context: ssl.SSLContext, host: str) -> None:
        """Start TLS and verify that the certificate is the host's. Raises OSError."""
        self._set_timeout()
        self._sock = context.wrap_socket(
            self._sock, server_hostname=host, do_handshake_on_connect=False
        )
        self._sock.do_handshake()

    def sendall(self, data: Any) -> None:
        self._set_timeout()
        self._sock.sendall(data)

    def receive_into(self, buffer: Any) -> int:
        """Receive bytes as socket.recv_into does."""
        self._set_timeout()
        count = self._sock.recv_into(buffer)
        self._received += count
        if self._received > self._max_bytes:
            raise TooLong(f"The response must not be longer than {self._max_bytes} bytes.")
        return count

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return a file that reads the connection, which is what http.client uses."""
        assert mode == "rb"
        return io.BufferedReader(_RawReader(self))

    def close(self) -> None:
        """Do nothing: http.client closes a connection before it reads a body that ends with it."""

    def _set_timeout(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)


class _RawReader(io.RawIOBase):
    def __init__(self, connection: BoundedConnection) -> None:
        self._connection = connection

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._connection.receive_into(buffer)


def open_first(connect: Connect, addresses: Sequence[str], port: int) -> socket.socket:
    """Connect to the first address that answers. Raises OSError."""
    failure = OSError("no addresses")
    for address in addresses:
        try:
            return connect(address, port)
        except OSError as error:
            failure = error
    raise failure


def send_request(
    url: Url,
    connection: BoundedConnection,
    method: str,
    headers: Mapping[str, str],
    body: bytes | None,
) -> HTTPResponse:
    """Send a request, and return the response with its body unread.

    Raises OSError, HTTPException, TooLong, and FetchFailed for a header that cannot be sent.
    """
    # http.client has no proxies, cookies or netrc passwords that the environment could set.
    http = HTTPConnection(url.host, url.port)
    http.auto_open = 0
    http.sock = connection  # it has the methods that http.client calls
    http.putrequest(method, url.target, skip_host=True, skip_accept_encoding=True)
    http.putheader("Host", url.authority)
    if body is not None:
        headers = {**headers, "Content-Length": str(len(body))}
    try:
        for name, value in {**_HEADERS, **headers}.items():
            http.putheader(name, value)
    except ValueError:
        raise FetchFailed("The request has a header that HTTP does not allow.") from None
    http.endheaders(body)
    return http.getresponse()
