"""Fetches a page: its media type, its body, its charset."""

import ssl
from http.client import HTTPResponse

from listen.article.charset import decode
from listen.errors import FetchFailed
from listen.fetch.allowed import Allowed
from listen.fetch.body import read_body
from listen.fetch.client import HttpClient
from listen.fetch.connection import Connect, Resolve, connect, resolve
from listen.fetch.page import MAX_PAGE_BYTES, Page
from listen.fetch.request import FETCH_TIMEOUT, Request
from listen.host import host_of

_ACCEPT = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.9"

_KIND_OF_MEDIA_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
}


class Fetcher(HttpClient):
    """Fetches pages of allowed hosts, and sends other requests."""

    def __init__(
        self,
        allowed: Allowed,
        resolve: Resolve = resolve,
        connect: Connect = connect,
        tls: ssl.SSLContext | None = None,
        timeout: float = FETCH_TIMEOUT,
    ) -> None:
        """`allowed` are the hosts of pages."""
        super().__init__(resolve, connect, tls)
        self._allowed = allowed
        self._timeout = timeout

    def fetch(self, text: str) -> Page:
        """Fetch the page at a URL. Raises UrlNotAllowed, FetchFailed and TooLong."""
        request = Request(
            text, headers={"Accept": _ACCEPT}, timeout=self._timeout, max_bytes=MAX_PAGE_BYTES
        )
        with self.open(request, self._allowed) as (url, response):
            return _read_page(url, response)


def _read_page(url: str, response: HTTPResponse) -> Page:
    if response.status != 200:
        raise FetchFailed(f"{host_of(url)} must answer with status 200, got {response.status}.")
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    kind = _KIND_OF_MEDIA_TYPE.get(media_type)
    if kind is None:
        raise FetchFailed(
            f"The page must be HTML, plain text or Markdown, got {media_type[:80]!r}."
        )
    body = read_body(response, MAX_PAGE_BYTES)
    charset = response.headers.get_param("charset")
    return Page(url, kind, decode(body, str(charset or ""), is_page=kind == "html"))
