"""A paragraph, heading or row of a page."""

from dataclasses import dataclass

from lxml.html import HtmlElement


@dataclass(slots=True)
class Piece:
    kind: str
    text: str
    element: HtmlElement
    """The innermost block that it stands in."""
    reason: str = ""
    """Why it is not read; empty when it is."""
    linked: int = 0
    """Characters of it that are links."""

    @property
    def link_share(self) -> float:
        return self.linked / max(1, len(self.text))
