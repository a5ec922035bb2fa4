"""Connections to addresses that were checked, under the names that these were looked up by."""

import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse

import certifi

from audio_cache.distribution import installed_version
from listen.fetch.url import Url

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host. Raises OSError."""
Connect = Callable[[str, int], socket.socket]
"""A connection to an address. Raises OSError."""

_CONNECT_SECONDS = 4.0
_SECONDS = 15.0
"""The longest that nothing may come."""

_HEADERS = {
    "User-Agent": f"Listen/{installed_version()} (text to speech)",
    "Accept": "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.9",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


def resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connect(address: str, port: int) -> socket.socket:
    return socket.create_connection((address, port), _CONNECT_SECONDS)


def trust(certificates: str | None = None) -> ssl.SSLContext:
    """Certificates are verified, by Mozilla's authorities unless a file of others is given."""
    return ssl.create_default_context(cafile=certificates or certifi.where())


def request(url: Url, sock: socket.socket) -> HTTPResponse:
    """The answer up to its body. Raises OSError and HTTPException."""
    # http.client alone: no proxies, cookies or passwords of the environment.
    connection = HTTPConnection(url.host, url.port)
    connection.auto_open = 0
    connection.sock = sock
    connection.putrequest("GET", url.target, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", url.authority)
    for name, value in _HEADERS.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


class Line:
    """The one connection that a fetch has at a time; whoever waits for it can end it."""

    def __init__(self, connect: Connect, tls: ssl.SSLContext) -> None:
        self._connect = connect
        self._tls = tls
        self._sock: socket.socket | None = None
        self._is_cut = False

    def open(self, url: Url, addresses: Sequence[str]) -> socket.socket:
        """To the first of the addresses that answers. Raises OSError."""
        failure = OSError("no addresses")
        for address in addresses:
            if self._is_cut:
                break
            try:
                sock = self._hold(self._connect(address, url.port))
            except OSError as error:
                failure = error
            else:
                return self._secured(sock, url.host) if url.scheme == "https" else sock
        raise failure

    def close(self) -> None:
        if self._sock:
            self._sock.close()
            self._sock = None

    def cut(self) -> None:
        """For another thread: what waits for the connection fails, and there will be no other."""
        self._is_cut = True
        if sock := self._sock:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _secured(self, sock: socket.socket, host: str) -> socket.socket:
        # Held before the handshake, which may take for ever.
        secured = self._tls.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
        self._hold(secured)
        secured.do_handshake()
        return secured

    def _hold(self, sock: socket.socket) -> socket.socket:
        sock.settimeout(_SECONDS)
        self._sock = sock
        if self._is_cut:
            self.close()
            raise TimeoutError
        return sock
