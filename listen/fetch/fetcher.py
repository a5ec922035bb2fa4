"""Fetches a page. Every request and redirect passes the SSRF checks; the whole has a timeout.

URL -> syntax -> allowed host -> addresses, all of them public -> a connection to one of these
    -> a redirect: the next URL, from the start -> a page: media type, body, charset

The connection goes to the addresses that were checked. The host name is not looked up a second
time, which could return other addresses (DNS rebinding).
"""

import logging
import ssl
import time
from collections.abc import Collection
from http.client import HTTPException, HTTPResponse

from listen.article.charset import decode
from listen.errors import FetchFailed, UrlNotAllowed
from listen.fetch.address import is_public
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
from listen.fetch.page import MAX_PAGE_BYTES, Page
from listen.fetch.url import Url, parse_url
from listen.host import is_address
from listen.sites.site import ANY

log = logging.getLogger(__name__)

FETCH_TIMEOUT = 15.0
"""Seconds for a fetch, from the first look-up to the last byte, redirects included."""
_MAX_WIRE_BYTES = 2 * MAX_PAGE_BYTES
"""Limit of a response with its headers and the overhead of its chunks."""
_MAX_REDIRECTS = 5
_REDIRECT_STATUSES = (301, 302, 303, 307, 308)

_KIND_OF_MEDIA_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
}
_PRIVATE_SUFFIXES = (".localhost", ".local", ".internal", ".home.arpa")
"""RFC 6761, RFC 6762, ICANN's private-use domain, RFC 8375. ANY does not include them."""


class Fetcher:
    """Fetches pages of allowed hosts. A look-up has no timeout, so run it in its own process."""

    def __init__(
        self,
        hosts: Collection[str],
        resolve: Resolve = resolve,
        connect: Connect = connect,
        tls: ssl.SSLContext | None = None,
        timeout: float = FETCH_TIMEOUT,
    ) -> None:
        """Allow `hosts`, in canonical form. ANY among them allows every public host."""
        self._hosts = hosts
        self._resolve = resolve
        self._connect = connect
        self._tls = tls or tls_context()
        self._timeout = timeout

    def fetch(self, text: str) -> Page:
        """Fetch the page at a URL. Raises UrlNotAllowed, FetchFailed and TooLong."""
        url = parse_url(text)
        try:
            return self._follow_redirects(url, time.monotonic() + self._timeout)
        except TimeoutError:
            raise took_too_long(url.host, self._timeout) from None
        except (OSError, HTTPException) as error:
            log.info("fetch of %s failed: %r", url, error)
            raise FetchFailed(
                f"{url.host} is unreachable, has an invalid certificate, or does not speak HTTP."
            ) from None

    def _follow_redirects(self, url: Url, deadline: float) -> Page:
        for _ in range(1 + _MAX_REDIRECTS):
            check_host(url, self._hosts)
            sock = open_first(self._connect, self._public_addresses(url), url.port)
            with BoundedConnection(sock, deadline, _MAX_WIRE_BYTES) as connection:
                if url.scheme == "https":
                    connection.start_tls(self._tls, url.host)
                with send_request(url, connection) as response:
                    if response.status not in _REDIRECT_STATUSES:
                        return _read_page(url, response)
                    url = url.join(_location(response))
        raise FetchFailed(f"The page must not redirect more than {_MAX_REDIRECTS} times.")

    def _public_addresses(self, url: Url) -> list[str]:
        """Return all addresses of the host. Raises UrlNotAllowed unless all are public (SSRF)."""
        try:
            if is_address(url.host):
                addresses = [url.host]
            else:
                addresses = list(self._resolve(url.host, url.port))
        except OSError as error:
            log.info("DNS look-up of %s failed: %r", url.host, error)
            raise FetchFailed(f"{url.host} does not exist, or its DNS look-up failed.") from None
        if not all(is_public(address) for address in addresses):
            # Only the log names the addresses: the client must not learn about this network.
            log.warning("refused to fetch %s: not public: %s", url, ", ".join(addresses))
            raise _not_allowed(url)
        return addresses


def check_host(url: Url, allowed: Collection[str]) -> None:
    """Raise UrlNotAllowed unless the host is allowed. ANY allows every public host."""
    public = "." in url.host or ":" in url.host
    public = public and not url.host.endswith(_PRIVATE_SUFFIXES)
    if url.host not in allowed and not (ANY in allowed and public):
        raise _not_allowed(url)


def took_too_long(host: str, timeout: float) -> FetchFailed:
    """Return the error for a fetch that reached its deadline."""
    return FetchFailed(f"{host} took too long: a page must arrive within {timeout:g} seconds.")


def _not_allowed(url: Url) -> UrlNotAllowed:
    return UrlNotAllowed(f"This server may not fetch pages of {url.host}.")


def _location(response: HTTPResponse) -> str:
    """Return the Location header. It should be ASCII; other bytes are decoded as UTF-8."""
    location = response.headers.get("Location", "")
    return location.encode("latin-1", "replace").decode("utf-8", "replace")


def _read_page(url: Url, response: HTTPResponse) -> Page:
    if response.status != 200:
        raise FetchFailed(f"{url.host} must answer with status 200, got {response.status}.")
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    kind = _KIND_OF_MEDIA_TYPE.get(media_type)
    if kind is None:
        raise FetchFailed(
            f"The page must be HTML, plain text or Markdown, got {media_type[:80]!r}."
        )
    body = read_body(response, MAX_PAGE_BYTES)
    charset = response.headers.get_param("charset")
    return Page(str(url), kind, decode(body, str(charset or ""), is_page=kind == "html"))
