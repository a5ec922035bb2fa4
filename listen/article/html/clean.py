"""Takes out of a page's article what is not the article's text."""

from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from listen.article.boilerplate import furniture
from listen.article.html.captions import mark_captions
from listen.article.html.cards import drop_cards
from listen.article.html.class_names import drop_boxes
from listen.article.html.header_footer import drop_edges
from listen.article.html.piece import Piece, read
from listen.article.html.pull_quotes import drop_pull_quotes
from listen.article.html.sections import drop_empty_headings, drop_opened, drop_references
from listen.article.policy import Policy
from listen.article.prose import ends_sentence, is_prose
from listen.article.reasons import CAPTION, LINKS, NOT_ARTICLE, TITLE_REPEATED
from listen.article.title import alike, same


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
    if not kept:
        drop_cards(pieces)
    # What a site keeps is not opened by what it does not keep.
    drop_opened(read(pieces) if kept else pieces)
    drop_references(pieces)
    _drop_furniture(pieces)
    _drop_titles(pieces, titles)
    _drop_links(pieces)
    drop_pull_quotes(pieces)
    drop_edges(pieces, byline)
    drop_empty_headings(pieces)


def _drop_captions(pieces: Sequence[Piece], policy: Policy) -> None:
    for piece in read(pieces):
        way = policy.alt_texts if piece.element.tag == "img" else policy.captions
        if piece.kind == "caption" and way == "skip":
            piece.reason = CAPTION


def _drop_furniture(pieces: Sequence[Piece]) -> None:
    for piece in read(pieces):
        if piece.kind not in ("code", "table"):
            piece.reason = furniture(piece.text, "always")


def _drop_titles(pieces: Sequence[Piece], titles: Sequence[str]) -> None:
    """Above the text, as a page's main heading anywhere, and word for word as any heading."""
    above = True
    for piece in pieces:
        if piece.reason not in ("", NOT_ARTICLE):
            continue
        shown = piece.element.tag == "h1" or (above and not piece.reason)
        again = piece.kind == "heading" and any(same(piece.text, title) for title in titles)
        if again or (shown and any(alike(piece.text, title) for title in titles)):
            piece.reason = TITLE_REPEATED
        above = above and (bool(piece.reason) or not piece.is_prose)


def _drop_links(pieces: Sequence[Piece]) -> None:
    """Lines that are nothing but a link lead away from the article."""
    for piece in read(pieces):
        is_text = piece.kind != "paragraph" or ends_sentence(piece.text) or is_prose(piece.text)
        if piece.is_link and not is_text:
            piece.reason = LINKS
