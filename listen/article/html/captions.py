"""Captions that are not in a figcaption."""

from collections.abc import Iterable, Sequence
from itertools import islice

import regex
from lxml.html import HtmlElement

from listen.article.html.piece import Piece
from listen.article.prose import ends_sentence

_NAMES = regex.compile(r"(?:^|[\s_-])\w*caption(?:[_-]?text)?(?=$|[\s_-])", regex.IGNORECASE)
_SLANTED = ("em", "i", "small")
_SHORT = 150
"""Characters."""
_ELEMENTS = 6
"""In an element that is an image with its caption and nothing else."""


def mark_captions(pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        if piece.kind in ("paragraph", "list_item") and not piece.reason and _is_caption(piece):
            piece.kind = "caption"


def _is_caption(piece: Piece) -> bool:
    if _NAMES.search(piece.element.get("class") or ""):
        return True
    within = list(islice(piece.element.iterdescendants(), _ELEMENTS + 1))
    if len(piece.text) >= _SHORT or len(within) > _ELEMENTS:
        return False
    has_image = any(element.tag == "img" for element in within)
    return has_image and (not ends_sentence(piece.text) or _is_slanted(piece.element, within))


def _is_slanted(element: HtmlElement, within: Sequence[HtmlElement]) -> bool:
    """Whether all of its text is."""
    upright = [element.text, *(one.tail for one in within)]
    upright += [one.text for one in within if one.tag not in _SLANTED]
    return not any(text and not text.isspace() for text in upright)
