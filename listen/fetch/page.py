"""What was fetched."""

from dataclasses import dataclass

HTML_BYTES = 10_000_000
"""Of a page, most of which is not article."""


@dataclass(frozen=True)
class Page:
    url: str
    """Where it was in the end."""
    kind: str
    """html, text"""
    body: str
