"""Sends HTTP requests. Each request and redirect passes the SSRF checks; the whole has a timeout.

URL -> syntax -> allowed host -> addresses, all of them allowed -> a connection to one of these
    -> a redirect of a GET: the next URL, from the start -> the response

The connection goes to the addresses that were checked. The host name is not looked up a second
time, which could return other addresses (DNS rebinding).
"""

import logging
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from typing import Protocol

from listen.errors import FetchFailed
from listen.fetch.allowed import Allowed
from listen.fetch.body import read_body
from listen.fetch.connection import (
    BoundedConnection,
    Connect,
    Resolve,
    connect,
    open_first,
    resolve,
    send_request,
    tls_context,
)
from listen.fetch.request import Request, Resource
from listen.fetch.url import Url, parse_url
from listen.host import is_address

log = logging.getLogger(__name__)

_OVERHEAD = 2_000_000
"""Bytes on the wire beside the body: headers, and the overhead of chunks."""
_MAX_REDIRECTS = 5
_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_HARMLESS = ("accept", "if-none-match", "if-modified-since")
"""Headers that are sent to another origin too. Others may have credentials."""


class Client(Protocol):
    """Sends requests: an HttpClient in this process, or a pool of processes."""

    def send(self, request: Request, allowed: Allowed) -> Resource:
        """Send a request, and return the answer, whatever its status.

        Only a GET follows redirects. Raises UrlNotAllowed, FetchFailed, TooLong and Unavailable.
        """


class HttpClient:
    """Sends requests from this process. A look-up has no timeout: see `FetchPool`."""

    def __init__(
        self,
        resolve: Resolve = resolve,
        connect: Connect = connect,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._resolve = resolve
        self._connect = connect
        self._tls = tls or tls_context()

    def send(self, request: Request, allowed: Allowed) -> Resource:
        """Send a request: see `Client.send`."""
        with self.open(request, allowed) as (url, response):
            headers: dict[str, str] = {}
            for name, value in response.headers.items():
                known = headers.get(name.lower())
                headers[name.lower()] = f"{known}, {value}" if known is not None else value
            body = read_body(response, request.max_bytes) if request.max_bytes else b""
            return Resource(url, response.status, headers, body)

    @contextmanager
    def open(self, request: Request, allowed: Allowed) -> Iterator[tuple[str, HTTPResponse]]:
        """Send a request. Yield the URL after redirects, and the response with its body unread.

        Raises UrlNotAllowed, FetchFailed and TooLong, also from the block.
        """
        url = parse_url(request.url)
        try:
            with self._follow_redirects(url, request, allowed) as found:
                yield found
        except TimeoutError:
            raise took_too_long(url.host, request.timeout) from None
        except (OSError, HTTPException) as error:
            log.info("request to %s failed: %r", url.origin, error)
            raise FetchFailed(
                f"{url.host} is unreachable, has an invalid certificate, or does not speak HTTP."
            ) from None

    @contextmanager
    def _follow_redirects(
        self, url: Url, request: Request, allowed: Allowed
    ) -> Iterator[tuple[str, HTTPResponse]]:
        deadline = time.monotonic() + request.timeout
        headers = request.headers
        for _ in range(1 + _MAX_REDIRECTS):
            allowed.check(url)
            sock = open_first(self._connect, self._addresses(url, allowed), url.port)
            limit = 2 * request.max_bytes + _OVERHEAD
            with BoundedConnection(sock, deadline, limit) as connection:
                if url.scheme == "https":
                    connection.start_tls(self._tls, url.host)
                with send_request(
                    url, connection, request.method, headers, request.body
                ) as response:
                    if request.method != "GET" or response.status not in _REDIRECT_STATUSES:
                        yield str(url), response
                        return
                    target = url.join(_location(response))
            headers = headers if target.origin == url.origin else _harmless(headers)
            url = target
        raise FetchFailed(f"{url.host} must not redirect more than {_MAX_REDIRECTS} times.")

    def _addresses(self, url: Url, allowed: Allowed) -> list[str]:
        """Return all addresses of the host. Raises UrlNotAllowed unless all are allowed."""
        try:
            if is_address(url.host):
                addresses = [url.host]
            else:
                addresses = list(self._resolve(url.host, url.port))
        except OSError as error:
            log.info("DNS look-up of %s failed: %r", url.host, error)
            raise FetchFailed(f"{url.host} does not exist, or its DNS look-up failed.") from None
        allowed.check_addresses(url, addresses)
        return addresses


def took_too_long(host: str, timeout: float) -> FetchFailed:
    """Return the error for a request that reached its deadline."""
    return FetchFailed(f"{host} took too long: it must answer within {timeout:g} seconds.")


def _harmless(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() in _HARMLESS}


def _location(response: HTTPResponse) -> str:
    """Return the Location header. It should be ASCII; other bytes are decoded as UTF-8."""
    location = response.headers.get("Location", "")
    return location.encode("latin-1", "replace").decode("utf-8", "replace")
