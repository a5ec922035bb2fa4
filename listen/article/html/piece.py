"""A paragraph, heading or row of a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.prose import is_prose

_ALL, _MOSTLY = 0.9, 0.5
"""Shares of a text that is a link, less a sign or two beside it, or mostly links."""


@dataclass(slots=True)
class Piece:
    kind: BlockKind
    text: str
    element: HtmlElement
    """The innermost block that it stands in."""
    reason: str = ""
    """Why it is not read; empty when it is."""
    linked: int = 0
    """Characters of it that are links."""

    @property
    def is_link(self) -> bool:
        """Whether it is nothing else."""
        return self.linked >= _ALL * max(1, len(self.text))

    @property
    def is_mostly_links(self) -> bool:
        return self.linked >= _MOSTLY * max(1, len(self.text))

    @property
    def is_prose(self) -> bool:
        return self.kind in ("paragraph", "quote") and is_prose(self.text)

    def within(self, tag: str) -> HtmlElement | None:
        """The innermost such element that it stands in."""
        element = self.element
        return element if element.tag == tag else next(element.iterancestors(tag), None)


def read(pieces: Iterable[Piece]) -> list[Piece]:
    """Those that have no reason not to be."""
    return [piece for piece in pieces if not piece.reason]
