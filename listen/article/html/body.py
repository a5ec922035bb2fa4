"""The article of a page without trafilatura: what stands around most of its paragraphs.

For pages too large for it, and those where it finds nothing.
"""

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from listen.article.html.piece import Piece
from listen.article.prose import is_prose

_NEAR = 3
"""Levels: paragraphs stand this deep within the article's element."""


def find_body(pieces: Sequence[Piece]) -> list[bool]:
    """Whether each piece is in the article; none is when the page has no paragraphs."""
    scores: Counter[HtmlElement] = Counter()
    for piece in pieces:
        if _is_paragraph(piece):
            for distance, element in enumerate(_around(piece.element)):
                scores[element] += len(piece.text) // (distance + 1)
    if not scores:
        return [False] * len(pieces)
    body, _ = max(scores.items(), key=lambda item: item[1])
    inside = {body: True}
    return [not piece.is_mostly_links and _is_in(piece.element, inside) for piece in pieces]


def _is_paragraph(piece: Piece) -> bool:
    return (
        not piece.reason
        and piece.kind in ("paragraph", "quote", "list_item")
        and not piece.is_mostly_links
        and is_prose(piece.text)
    )


def _around(element: HtmlElement) -> list[HtmlElement]:
    """What holds it, from the inside; a div may be the paragraph or hold the paragraphs."""
    around = [element] if element.tag not in ("p", "li") else []
    at = element.getparent()
    while at is not None and len(around) < _NEAR:
        around.append(at)
        at = at.getparent()
    return around


def _is_in(element: HtmlElement, inside: dict[HtmlElement, bool]) -> bool:
    """Looked up once for each element on the way."""
    path = []
    at: HtmlElement | None = element
    while at is not None and at not in inside:
        path.append(at)
        at = at.getparent()
    answer = at is not None and inside[at]
    inside.update(dict.fromkeys(path, answer))
    return answer
