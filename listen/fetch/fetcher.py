"""Fetches a page: each step of the way is checked, and the whole way has a limit.

URL -> rules -> host allowed -> addresses, all of them public -> a connection to one of these
    -> a redirect: the next URL, from the start -> a page: its type, its body, its charset
"""

import logging
import ssl
import threading
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException, HTTPResponse

from listen.article.charset import decode
from listen.errors import FetchFailed, Unavailable, UrlNotAllowed
from listen.fetch.address import is_public
from listen.fetch.body import read_body
from listen.fetch.connection import Connect, Line, Resolve, connect, request, resolve, trust
from listen.fetch.page import HTML_BYTES, Page
from listen.fetch.url import Url, parse_url
from listen.host import is_address
from listen.publishers.sites import ANY

log = logging.getLogger(__name__)

_SECONDS = 15.0
"""For everything."""
_AT_ONCE = 8
_REDIRECTS = 5
_REDIRECT_STATUSES = (301, 302, 303, 307, 308)

_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
}
_NOT_PUBLIC = (".localhost", ".local", ".internal", ".home.arpa")
"""RFC 6761, 6762, 8375; ICANN's for private use. None of them is looked up for `any`."""


class Fetcher:
    def __init__(
        self,
        hosts: Collection[str],
        resolve: Resolve = resolve,
        connect: Connect = connect,
        tls: ssl.SSLContext | None = None,
        seconds: float = _SECONDS,
    ) -> None:
        """`hosts` are canonical, ANY among them for every public one."""
        self._hosts = hosts
        self._resolve = resolve
        self._connect = connect
        self._tls = tls or trust()
        self._seconds = seconds
        self._free = threading.Semaphore(_AT_ONCE)
        self._pool = ThreadPoolExecutor(_AT_ONCE, "fetch")

    def fetch(self, text: str) -> Page:
        """Raises UrlNotAllowed, FetchFailed, TooLong; Unavailable when too many are fetched."""
        url = parse_url(text)
        self._check_host(url)
        if not self._free.acquire(blocking=False):
            raise Unavailable("This server fetches as many pages as it can.")
        line = Line(self._connect, self._tls)
        # In a thread (a greenlet, under gevent), because a look-up knows no limit. What is given up
        # keeps its place until it has ended.
        future = self._pool.submit(self._follow, url, line)
        future.add_done_callback(lambda _: self._free.release())
        try:
            return future.result(self._seconds)
        except TimeoutError:
            raise FetchFailed(f"{url.host} takes too long to answer.") from None
        except (OSError, HTTPException) as error:
            log.info("%s cannot be fetched: %r", url, error)
            raise FetchFailed(f"{url.host} cannot be reached, or does not speak HTTP.") from None
        finally:
            line.cut()

    def _follow(self, url: Url, line: Line) -> Page:
        for _ in range(1 + _REDIRECTS):
            self._check_host(url)
            try:
                with request(url, line.open(url, self._addresses(url))) as response:
                    if response.status not in _REDIRECT_STATUSES:
                        return _page(url, response)
                    url = url.join(_location(response))
            finally:
                line.close()
        raise FetchFailed(f"The page leads on more than {_REDIRECTS} times.")

    def _check_host(self, url: Url) -> None:
        """Raises UrlNotAllowed."""
        public = "." in url.host or ":" in url.host
        public = public and not url.host.endswith(_NOT_PUBLIC)
        if url.host not in self._hosts and not (ANY in self._hosts and public):
            raise _not_allowed(url)

    def _addresses(self, url: Url) -> list[str]:
        """All of the host's. Raises UrlNotAllowed unless all are public."""
        try:
            known = is_address(url.host)
            addresses = [url.host] if known else list(self._resolve(url.host, url.port))
        except OSError as error:
            log.info("%s cannot be looked up: %r", url.host, error)
            raise FetchFailed(f"There is no host {url.host}.") from None
        if not all(is_public(address) for address in addresses):
            # The log may know; who asks may not: they could learn of networks that are not theirs.
            log.warning("%s is not fetched: %s", url, ", ".join(addresses))
            raise _not_allowed(url)
        return addresses


def _not_allowed(url: Url) -> UrlNotAllowed:
    return UrlNotAllowed(f"This server does not fetch pages of {url.host}.")


def _location(response: HTTPResponse) -> str:
    """UTF-8, where it is not in ASCII as it should be."""
    location = response.headers.get("Location", "")
    return location.encode("latin-1", "replace").decode("utf-8", "replace")


def _page(url: Url, response: HTTPResponse) -> Page:
    if response.status != 200:
        raise FetchFailed(f"{url.host} answers {response.status} instead of the page.")
    kind = _KINDS.get(response.headers.get("Content-Type", "").partition(";")[0].strip().lower())
    if kind is None:
        raise FetchFailed("There is neither HTML nor text at that URL.")
    body = read_body(response, HTML_BYTES)
    charset = response.headers.get_param("charset")
    return Page(str(url), kind, decode(body, str(charset or ""), is_page=kind == "html"))
