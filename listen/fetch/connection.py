"""Connections to addresses that were checked before, which prevents DNS rebinding."""

import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse

import certifi

from audio_cache.distribution import installed_version
from listen.fetch.url import Url

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host and port. Raises OSError."""

Connect = Callable[[str, int], socket.socket]
"""Returns a connection to an address and port. Raises OSError."""

_CONNECT_TIMEOUT = 4.0
_READ_TIMEOUT = 15.0
"""Seconds without a byte."""

_HEADERS = {
    "User-Agent": f"Listen/{installed_version()} (text to speech)",
    "Accept": "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.9",
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


def send_request(url: Url, sock: socket.socket) -> HTTPResponse:
    """Send a GET request, and return the response with its body unread.

    Raises OSError and HTTPException.
    """
    # http.client has no proxies, cookies or netrc passwords that the environment could set.
    connection = HTTPConnection(url.host, url.port)
    connection.auto_open = 0
    connection.sock = sock
    connection.putrequest("GET", url.target, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", url.authority)
    for name, value in _HEADERS.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


class CancellableConnection:
    """The one connection that a fetch has at a time. Another thread can cancel it."""

    def __init__(self, connect: Connect, tls: ssl.SSLContext) -> None:
        self._connect = connect
        self._tls = tls
        self._sock: socket.socket | None = None
        self._is_cancelled = False

    def open(self, url: Url, addresses: Sequence[str]) -> socket.socket:
        """Connect to the first address that answers. The host is not looked up again.

        Raises OSError.
        """
        failure = OSError("no addresses")
        for address in addresses:
            if self._is_cancelled:
                break
            try:
                sock = self._hold(self._connect(address, url.port))
            except OSError as error:
                failure = error
            else:
                return self._start_tls(sock, url.host) if url.scheme == "https" else sock
        raise failure

    def close(self) -> None:
        if self._sock:
            self._sock.close()
            self._sock = None

    def cancel(self) -> None:
        """Make pending reads and writes fail, and prevent further connections. Thread-safe."""
        self._is_cancelled = True
        if sock := self._sock:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _start_tls(self, sock: socket.socket, host: str) -> socket.socket:
        # Held before the handshake, so that a handshake that never ends can be cancelled.
        tls_sock = self._tls.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
        self._hold(tls_sock)
        tls_sock.do_handshake()
        return tls_sock

    def _hold(self, sock: socket.socket) -> socket.socket:
        sock.settimeout(_READ_TIMEOUT)
        self._sock = sock
        if self._is_cancelled:
            self.close()
            raise TimeoutError
        return sock
