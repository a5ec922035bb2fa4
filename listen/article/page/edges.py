"""What stands above an article's first paragraph and below its last: names, dates, labels."""

from collections.abc import Sequence

import regex

from listen.article.furniture import furniture
from listen.article.page.piece import Piece, read
from listen.article.prose import ends_sentence, is_label
from listen.article.reasons import BYLINE, LINKS
from listen.article.title import words

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def drop_edges(pieces: Sequence[Piece], byline: str | None) -> None:
    """Labels, names and dates above the first paragraph; labels and links below the last."""
    kept = read(pieces)
    prose = [index for index, piece in enumerate(kept) if piece.is_prose]
    prose = prose or [index for index, piece in enumerate(kept) if ends_sentence(piece.text)]
    if not prose:
        return
    for piece in kept[: prose[0]]:
        if piece.kind == "paragraph" and is_label(piece.text):
            dated = _YEAR.search(piece.text) or _holds(piece.text, byline)
            piece.reason = furniture(piece.text, "edge") or (BYLINE if dated else "")
    for piece in kept[prose[-1] + 1 :]:
        if piece.is_link:
            piece.reason = LINKS
        elif piece.kind != "table":
            piece.reason = furniture(piece.text, "edge")


def _holds(text: str, byline: str | None) -> bool:
    names = words(byline or "")
    return bool(names) and set(names) <= set(words(text))
