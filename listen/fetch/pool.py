"""Sends requests in processes of their own, so that no remote server can occupy this one."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any, Protocol

from listen.fetch.allowed import Allowed
from listen.fetch.client import took_too_long
from listen.fetch.page import Page
from listen.fetch.request import FETCH_TIMEOUT, Request, Resource
from listen.fetch.url import Url, parse_url
from listen.processes.child import SpawnedChild
from listen.processes.messages import decode_text
from listen.processes.pool import NoAnswer, ProcessPool

_MAX_CONCURRENT = 8

_GRACE = 2.0
"""Seconds that a process has beyond the request's own deadline, which a look-up does not keep."""


class PageFetcher(Protocol):
    """Fetches pages: a Fetcher in this process, or a pool of processes."""

    def fetch(self, text: str) -> Page:
        """Fetch the page at a URL. Raises UrlNotAllowed, FetchFailed, TooLong and Unavailable."""


class FetchPool:
    """Up to 8 processes that send one request each. Further ones are refused as Unavailable.

    It is a Client and a PageFetcher.
    """

    def __init__(
        self,
        allowed: Callable[[], Allowed],
        timeout: float = FETCH_TIMEOUT,
        queue_timeout: float = 0.0,
    ) -> None:
        """`allowed` returns the hosts whose pages may be fetched now.

        `timeout` limits every request. `queue_timeout` is in seconds that one waits for a process.
        """
        self._allowed = allowed
        self._timeout = timeout
        self._pool = ProcessPool(
            partial(SpawnedChild, "listen.fetch.process", str(timeout)),
            size=_MAX_CONCURRENT,
            timeout=timeout + _GRACE,
            queue_timeout=queue_timeout,
        )

    def fetch(self, text: str) -> Page:
        """Fetch the page at a URL. Raises UrlNotAllowed, FetchFailed, TooLong and Unavailable."""
        answer, body = self._run({"page": text}, None, parse_url(text), self._allowed())
        return Page(answer["url"], answer["kind"], decode_text(body))

    def send(self, request: Request, allowed: Allowed) -> Resource:
        """Send a request: see `Client.send`."""
        fields = {**asdict(request), "timeout": min(request.timeout, self._timeout)}
        body = fields.pop("body")
        answer, body = self._run({"request": fields}, body, parse_url(request.url), allowed)
        return Resource(answer["url"], answer["status"], answer["headers"], body)

    def close(self) -> None:
        """End the processes."""
        self._pool.close()

    def _run(
        self, message: Mapping[str, Any], body: bytes | None, url: Url, allowed: Allowed
    ) -> tuple[dict[str, Any], bytes]:
        allowed.check(url)  # here too, so that a refused URL costs no process
        hosts = {name: sorted(values) for name, values in asdict(allowed).items()}
        try:
            answer, document = self._pool.run({**message, "allowed": hosts}, body)
        except NoAnswer:
            raise took_too_long(url.host, self._timeout) from None
        return answer, document or b""
