"""Other articles of a page, as cards that lead to them."""

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from listen.article.html.piece import Piece, read
from listen.article.reasons import LINKS

_MOST = 0.5
"""Share of the text of the one article that a page is about."""
_SMALL = 0.2
"""Share of that article's text that a card has at most."""


def drop_cards(pieces: Sequence[Piece]) -> None:
    """What stands in a small <article> whose heading is a link, beside the one with most text."""
    articles = [piece.within("article") for piece in pieces]
    sizes: Counter[HtmlElement | None] = Counter()
    linked: set[HtmlElement | None] = set()
    for piece, article in zip(pieces, articles, strict=True):
        sizes[article] += 0 if piece.reason else len(piece.text)
        if piece.kind == "heading" and piece.is_link:
            linked.add(article)
    largest = max(sizes, key=sizes.__getitem__, default=None)
    if largest is None or sizes[largest] < _MOST * sum(len(piece.text) for piece in read(pieces)):
        return
    cards = {article for article in linked if sizes[article] < _SMALL * sizes[largest]} - {None}
    for piece, article in zip(pieces, articles, strict=True):
        if article in cards:
            piece.reason = piece.reason or LINKS
