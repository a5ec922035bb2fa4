"""Takes out of a page's article what is not the article's text."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import regex
from lxml.html import HtmlElement

from listen.article.furniture import furniture
from listen.article.page.boxes import drop_boxes
from listen.article.page.captions import mark_captions
from listen.article.page.piece import Piece
from listen.article.policy import Policy
from listen.article.prose import ends_sentence, is_label, is_prose
from listen.article.reasons import BYLINE, CAPTION, FURNITURE, LINKS, NOT_ARTICLE, TITLE_REPEATED
from listen.article.title import alike, words

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_ALL_LINK = 0.9


def tidy(
    pieces: Sequence[Piece],
    titles: Sequence[str],
    byline: str | None,
    kept: Collection[HtmlElement],
    policy: Policy,
) -> None:
    """Gives the pieces that are not to be read their reasons."""
    mark_captions(pieces)
    _drop_captions(pieces, policy)
    drop_boxes(pieces, kept)
    # What a site keeps is not opened by what it does not keep.
    _drop_opened(read(pieces) if kept else pieces)
    _drop_furniture(pieces)
    _drop_titles(pieces, titles)
    _drop_links(pieces)
    _drop_edges(pieces, byline)
    _drop_empty_headings(pieces)


def read(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if not piece.reason]


def is_prose_piece(piece: Piece) -> bool:
    return piece.kind in ("paragraph", "quote") and is_prose(piece.text)


def _drop_captions(pieces: Sequence[Piece], policy: Policy) -> None:
    for piece in read(pieces):
        way = policy.alt_texts if piece.element.tag == "img" else policy.captions
        if piece.kind == "caption" and way == "skip":
            piece.reason = CAPTION


def _drop_opened(pieces: Sequence[Piece]) -> None:
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
        elif is_prose_piece(piece) and not piece.reason:
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


def _drop_furniture(pieces: Sequence[Piece]) -> None:
    for piece in read(pieces):
        if piece.kind not in ("code", "table"):
            piece.reason = furniture(piece.text, "always")


def _drop_titles(pieces: Sequence[Piece], titles: Sequence[str]) -> None:
    """Above the text, and as a page's main heading anywhere."""
    above = True
    for piece in pieces:
        if piece.reason not in ("", NOT_ARTICLE):
            continue
        shown = piece.element.tag == "h1" or (above and not piece.reason)
        if shown and _is_one_of(titles, piece.text):
            piece.reason = TITLE_REPEATED
        above = above and (bool(piece.reason) or not is_prose_piece(piece))


def _is_one_of(titles: Sequence[str], text: str) -> bool:
    return any(alike(text, title) for title in titles)


def _drop_links(pieces: Sequence[Piece]) -> None:
    """Lines that are nothing but a link lead away from the article."""
    for piece in read(pieces):
        is_text = piece.kind != "paragraph" or ends_sentence(piece.text) or is_prose(piece.text)
        if piece.link_share >= _ALL_LINK and not is_text:
            piece.reason = LINKS


def _drop_edges(pieces: Sequence[Piece], byline: str | None) -> None:
    """Labels, names and dates above the first paragraph; labels and links below the last."""
    kept = read(pieces)
    prose = [index for index, piece in enumerate(kept) if is_prose_piece(piece)]
    prose = prose or [index for index, piece in enumerate(kept) if ends_sentence(piece.text)]
    if not prose:
        return
    for piece in kept[: prose[0]]:
        if piece.kind == "paragraph" and is_label(piece.text):
            dated = _YEAR.search(piece.text) or _holds(piece.text, byline)
            piece.reason = furniture(piece.text, "edge") or (BYLINE if dated else "")
    for piece in kept[prose[-1] + 1 :]:
        if piece.link_share >= _ALL_LINK:
            piece.reason = LINKS
        elif piece.kind != "table":
            piece.reason = furniture(piece.text, "edge")


def _holds(text: str, byline: str | None) -> bool:
    names = words(byline or "")
    return bool(names) and set(names) <= set(words(text))


def _drop_empty_headings(pieces: Sequence[Piece]) -> None:
    """Below the text: a heading has something under it."""
    for piece in reversed(read(pieces)):
        if piece.kind != "heading":
            break
        piece.reason = FURNITURE
