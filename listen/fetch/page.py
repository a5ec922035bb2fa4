"""A fetched page. Apart from the fetcher, so that validating a request loads no sockets."""

from dataclasses import dataclass

MAX_PAGE_BYTES = 10_000_000
"""Limit of an HTML page, fetched or posted. Most of a page is not article."""


@dataclass(frozen=True)
class Page:
    """The body of a page, decoded."""

    url: str
    """After redirects."""
    kind: str
    """html or text."""
    body: str
