"""Captions that are not in a figcaption."""

from collections.abc import Iterable
from itertools import islice

import regex
from lxml.html import HtmlElement

from listen.article.page.piece import Piece
from listen.article.prose import ends_sentence

_NAMES = regex.compile(r"(?:^|[\s_-])\w*caption(?:[_-]?text)?(?=$|[\s_-])", regex.IGNORECASE)
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
    return len(piece.text) < _SHORT and not ends_sentence(piece.text) and _has_image(piece.element)


def _has_image(element: HtmlElement) -> bool:
    within = [child.tag for child in islice(element.iterdescendants(), _ELEMENTS + 1)]
    return len(within) <= _ELEMENTS and "img" in within
