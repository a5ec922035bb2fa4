"""Which pieces of a page are its article."""

from collections import defaultdict
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement

from listen.article.html.body import find_body
from listen.article.html.piece import Piece
from listen.article.prose import ends_sentence
from listen.article.reasons import NOT_ARTICLE

MAX_ELEMENTS = 20_000
"""Of a page for trafilatura, which takes up to 0.15 ms for each."""
MAX_CHARACTERS = 2_000_000
"""Of a page's text and its class names for it."""
_PARTS = ("code", "table", "caption")
_LEVELS, _HEADING_LEVELS = 4, 2
"""Elements of which the innermost holds it, and the outermost the paragraphs around it."""
_SHORT = 300
"""Characters of an article that may be a part of it only."""


def choose(
    root: HtmlElement,
    pieces: Sequence[Piece],
    asides: Sequence[HtmlElement],
    kept: set[HtmlElement],
) -> None:
    """Gives the pieces beside the article their reason.

    The article is what stands in the kept elements; without any it is found, and then the tree
    loses its asides.
    """
    found = _within(pieces, kept) if kept else _find(root, pieces, asides)
    for piece, is_found in zip(pieces, found, strict=True):
        if not is_found:
            piece.reason = piece.reason or NOT_ARTICLE


def _find(root: HtmlElement, pieces: Sequence[Piece], asides: Sequence[HtmlElement]) -> list[bool]:
    if _is_large(root, pieces):
        return find_body(pieces)
    for aside in asides:
        aside.drop_tree()
    # Only here, because it takes 0.2 s to import, and most articles come as text.
    from listen.article.html.main_text import find, main_text  # noqa: PLC0415

    found = find(pieces, main_text(root, precise=True))
    if _size(pieces, found) < _SHORT:
        more = find(pieces, main_text(root, precise=False))
        found = max(
            found, more, find_body(pieces), key=lambda found: _size(pieces, found) // _SHORT
        )
    return _fill(pieces, found)


def _is_large(root: HtmlElement, pieces: Sequence[Piece]) -> bool:
    characters = sum(len(piece.text) for piece in pieces)
    for number, element in enumerate(root.iter(etree.Element)):
        characters += len(element.get("class", "")) + len(element.get("id", ""))
        if number > MAX_ELEMENTS or characters > MAX_CHARACTERS:
            return True
    return False


def _size(pieces: Sequence[Piece], found: Sequence[bool]) -> int:
    """Characters."""
    return sum(len(piece.text) for piece, is_in in zip(pieces, found, strict=True) if is_in)


def _fill(pieces: Sequence[Piece], found: Sequence[bool]) -> list[bool]:
    """Adds what belongs to the article between what was found of it, and headings of that."""
    filled = list(found)
    inside = [index for index, is_in in enumerate(found) if is_in]
    if not inside:
        return filled
    beside = _around({_holder(pieces[index]) for index in inside})
    heads = True
    for index in range(inside[-1], inside[0], -1):
        piece = pieces[index]
        filled[index] = filled[index] or _belongs(piece, beside, heads)
        if not piece.reason:
            heads = filled[index]
    return filled


def _around(holders: set[HtmlElement | None]) -> set[HtmlElement | None]:
    """The holders, and what holds several of them: page builders put each paragraph into boxes."""
    boxes: defaultdict[HtmlElement, set[HtmlElement]] = defaultdict(set)
    for holder in holders:
        box = holder
        for _ in range(_LEVELS):
            if box is None or (parent := box.getparent()) is None:
                break
            boxes[parent].add(box)
            box = parent
    return holders | {box for box, within in boxes.items() if len(within) > 1}


def _belongs(piece: Piece, beside: set[HtmlElement | None], heads: bool) -> bool:
    """`heads` says whether what is below it is in the article."""
    if piece.is_mostly_links:
        return False
    if piece.kind == "heading":
        return heads and _is_near(piece, beside, _HEADING_LEVELS)
    is_sentence = not piece.linked and ends_sentence(piece.text)
    if piece.is_prose or piece.kind in _PARTS or (piece.kind == "quote" and is_sentence):
        return _is_near(piece, beside, _LEVELS)
    return piece.kind == "paragraph" and is_sentence and _holder(piece) in beside


def _is_near(piece: Piece, beside: set[HtmlElement | None], levels: int) -> bool:
    """Whether it stands beside what was found, or that many elements within what does."""
    holder = _holder(piece)
    for _ in range(levels):
        if holder is None or holder in beside:
            return holder is not None
        holder = holder.getparent()
    return False


def _holder(piece: Piece) -> HtmlElement | None:
    """What holds the paragraph or the whole table."""
    block = piece.within("table") if piece.kind == "table" else piece.element
    return None if block is None else block.getparent()


def _within(pieces: Sequence[Piece], kept: set[HtmlElement]) -> list[bool]:
    return [
        any(element in kept for element in (piece.element, *piece.element.iterancestors()))
        for piece in pieces
    ]
