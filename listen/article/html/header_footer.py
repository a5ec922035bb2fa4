"""What stands above an article's first paragraph and below its last: names, dates, labels."""

from collections.abc import Sequence
from itertools import takewhile

import regex

from listen.article.boilerplate import furniture
from listen.article.html.piece import Piece, read
from listen.article.prose import ends_sentence, is_label
from listen.article.reasons import BYLINE, FURNITURE, LINKS, TITLE_REPEATED
from listen.article.title import words

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LAST = 3
"""Paragraphs of which one may be about the author."""


def drop_edges(pieces: Sequence[Piece], byline: str | None) -> None:
    """Labels, names and dates above the first paragraph; labels and links below the last."""
    _drop_kickers(pieces)
    kept = read(pieces)
    prose = [piece for piece in kept if piece.is_prose]
    prose = prose or [piece for piece in kept if ends_sentence(piece.text)]
    if not prose:
        return
    first = prose[1] if len(prose) > 1 and _is_lead(prose[0], pieces) else prose[0]
    for piece in takewhile(lambda piece: piece is not first, kept):
        if piece.kind in ("paragraph", "list_item") and is_label(piece.text):
            piece.reason = _label_reason(piece, byline)
    for piece in takewhile(lambda piece: piece is not prose[-1], reversed(kept)):
        if piece.is_link:
            piece.reason = LINKS
        elif piece.kind != "table":
            piece.reason = furniture(piece.text, "edge")
    for piece in prose[_LAST:][-_LAST:]:
        if _begins_with_author(piece.text, byline):
            piece.reason = BYLINE


def _drop_kickers(pieces: Sequence[Piece]) -> None:
    """Labels above the title, where the page shows it above the text."""
    above = list(takewhile(lambda piece: piece.reason or not piece.is_prose, pieces))
    titles = [index for index, piece in enumerate(above) if piece.reason == TITLE_REPEATED]
    main = [index for index in titles if above[index].element.tag == "h1"]
    for piece in read(above[: next(iter(main or titles), 0)]):
        if is_label(piece.text):
            piece.reason = furniture(piece.text, "edge") or FURNITURE


def _is_lead(first: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether the author is named below it, before the text goes on."""
    below = iter(pieces)
    next(piece for piece in below if piece is first)
    labels = takewhile(lambda piece: piece.reason or not piece.is_prose, below)
    return any(furniture(piece.text, "edge") == BYLINE for piece in labels)


def _label_reason(piece: Piece, byline: str | None) -> str:
    """In a list a year may be what it is about."""
    names = words(byline or "")
    named = names and set(names) <= set(words(piece.text))
    dated = piece.kind == "paragraph" and _YEAR.search(piece.text)
    return furniture(piece.text, "edge") or (BYLINE if named or dated else "")


def _begins_with_author(text: str, byline: str | None) -> bool:
    authors = [words(author) for author in (byline or "").split(", ")]
    beginning = words(text)
    return any(len(author) > 1 and beginning[: len(author)] == author for author in authors)
