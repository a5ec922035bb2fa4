"""Sections of a page that its headings say are not the article, or that lost what they head."""

from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from listen.article.boilerplate import furniture
from listen.article.html.piece import Piece
from listen.article.html.tags import KINDS
from listen.article.prose import is_prose
from listen.article.reasons import CAPTION, FURNITURE, LINKS, REFERENCES

_TEXT = "text"
"""Comes after the tags of headings, as what stands deeper than any."""


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


def drop_references(pieces: Sequence[Piece]) -> None:
    """What a heading below the text calls the sources, up to the next of its rank."""
    text, rank = False, ""
    for piece in pieces:
        if piece.kind == "heading" and (not rank or _rank(piece) <= rank):
            named = text and furniture(piece.text, "opens") == REFERENCES
            rank = _rank(piece) if named else ""
        if rank:
            piece.reason = piece.reason or REFERENCES
        text = text or (piece.is_prose and not piece.reason)


def drop_empty_headings(pieces: Sequence[Piece]) -> None:
    """Those below the text, and those whose section was left out."""
    below, lost = "", True
    for piece in reversed(pieces):
        if piece.reason:
            lost = lost or _is_section(piece)
        elif piece.kind != "heading":
            below, lost = _TEXT, False
        elif lost and _rank(piece) >= below:
            piece.reason = FURNITURE
        else:
            below, lost = _rank(piece), False


def _rank(heading: Piece) -> str:
    """The tag of what it stands in: h1 comes before h2."""
    element = heading.element
    while KINDS.get(element.tag) != "heading" and (parent := element.getparent()) is not None:
        element = parent
    return str(element.tag)


def _is_section(piece: Piece) -> bool:
    """Whether it is what a heading is for, rather than what belongs to a picture."""
    is_picture = piece.reason == CAPTION or piece.kind == "caption"
    return not is_picture and (piece.kind in ("list_item", "table") or is_prose(piece.text))
