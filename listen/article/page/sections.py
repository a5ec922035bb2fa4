"""Sections of a page that its headings say are not the article, or that lost what they head."""

from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from listen.article.furniture import furniture
from listen.article.page.piece import Piece, read
from listen.article.reasons import FURNITURE, LINKS


def drop_opened(pieces: Sequence[Piece]) -> None:
    """Other articles and comments: what shares a box with their heading, and not with the text."""
    above: set[HtmlElement] = set()
    opened: dict[HtmlElement, str] = {}
    around: list[HtmlElement] = []
    for piece in pieces:
        if around[:1] != [piece.element]:
            around = [piece.element, *piece.element.iterancestors()]
        box = next((element for element in around if element in opened), None)
        if box is not None:
            piece.reason = piece.reason or opened[box]
        elif above and (reason := _opens(piece)):
            opened[_box(around, above)] = reason
        elif piece.is_prose and not piece.reason:
            above.update(around)


def _box(around: Sequence[HtmlElement], above: set[HtmlElement]) -> HtmlElement:
    """What a heading stands in with what it heads, and without the text above."""
    for element, holder in pairwise(around):
        if holder in above:
            return element
        if len(holder) > 1:
            return holder
    return around[-1]


def _opens(piece: Piece) -> str:
    """A heading "Comments" may be the article's own; comments of readers are found otherwise."""
    always = furniture(piece.text, "always") if piece.kind == "heading" else ""
    reason = furniture(piece.text, "opens")
    return reason if reason == LINKS else always


def drop_empty_headings(pieces: Sequence[Piece]) -> None:
    """Below the text: a heading has something under it."""
    for piece in reversed(read(pieces)):
        if piece.kind != "heading":
            break
        piece.reason = FURNITURE
