"""What was fetched."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    url: str
    """Where it was in the end."""
    kind: str
    """html, text"""
    body: str
