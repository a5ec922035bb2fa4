"""Fetches pages in processes of their own, so that no remote server can occupy the web process."""

from collections.abc import Callable, Collection
from typing import Protocol

from listen.fetch.fetcher import FETCH_TIMEOUT, check_host, took_too_long
from listen.fetch.page import Page
from listen.fetch.url import parse_url
from listen.processes.messages import decode_text
from listen.processes.pool import NoAnswer, ProcessPool

_MAX_CONCURRENT = 8

_GRACE = 2.0
"""Seconds that a process has beyond the fetch's own deadline, which a look-up does not keep."""


class PageFetcher(Protocol):
    """Fetches pages: a Fetcher in this process, or a pool of processes."""

    def fetch(self, text: str) -> Page:
        """Fetch the page at a URL. Raises UrlNotAllowed, FetchFailed, TooLong and Unavailable."""


class FetchPool:
    """Up to 8 processes that fetch one page each. Further fetches are refused as Unavailable."""

    def __init__(
        self, hosts: Callable[[], Collection[str]], timeout: float = FETCH_TIMEOUT
    ) -> None:
        """`hosts` returns those that are allowed now."""
        self._hosts = hosts
        self._timeout = timeout
        self._pool = ProcessPool(
            "listen.fetch.process",
            str(timeout),
            size=_MAX_CONCURRENT,
            timeout=timeout + _GRACE,
            queue_timeout=0.0,
        )

    def fetch(self, text: str) -> Page:
        """Fetch the page at a URL. Raises UrlNotAllowed, FetchFailed, TooLong and Unavailable."""
        url, hosts = parse_url(text), self._hosts()
        check_host(url, hosts)  # here too, so that a refused URL costs no process
        try:
            answer, body = self._pool.run({"url": text, "hosts": sorted(hosts)})
        except NoAnswer:
            raise took_too_long(url.host, self._timeout) from None
        return Page(answer["url"], answer["kind"], decode_text(body or b""))

    def close(self) -> None:
        """End the processes."""
        self._pool.close()
