"""Pull quotes: what an article says once more, in large letters."""

from collections.abc import Sequence
from itertools import groupby

import regex
from lxml.html import HtmlElement

from listen.article.html.piece import Piece, read
from listen.article.reasons import PULL_QUOTE
from listen.article.title import words

_TAGS = ("blockquote", "aside", "figure")
_NAMES = regex.compile(r"(?:^|[\s_-])pull[_-]?(?:quote|out)s?(?=$|[\s_-])", regex.IGNORECASE)
_LEVELS = 4
"""Elements around the words, of which one is the quote's."""
_SAID = range(4, 61)
"""Words of a pull quote: fewer may be anybody's."""
_NAMED = 10
"""Words that say at most who said it."""
_QUOTES, _CHARACTERS = 50, 500_000
"""Quotes of an article at most, and of its text, that they are looked for in."""


def drop_pull_quotes(pieces: Sequence[Piece]) -> None:
    """Quotes and boxes that say nothing but what a paragraph says, and who said it."""
    groups = [(quote, list(group)) for quote, group in groupby(read(pieces), _quote)]
    paragraphs = [piece for quote, group in groups if quote is None for piece in group]
    text = "|".join(_key(piece.text) for piece in paragraphs)[:_CHARACTERS]
    for group in [group for quote, group in groups if quote is not None][:_QUOTES]:
        said = words(group[0].text)
        named = all(len(words(piece.text)) <= _NAMED for piece in group[1:])
        if len(said) in _SAID and named and _key(group[0].text) in text:
            for piece in group:
                piece.reason = PULL_QUOTE


def _key(text: str) -> str:
    return f" {' '.join(words(text))} "


def _quote(piece: Piece) -> HtmlElement | None:
    """The quote or the box that it stands in."""
    element: HtmlElement | None = piece.element
    for _ in range(_LEVELS):
        if element is None:
            return None
        if element.tag in _TAGS or _NAMES.search(element.get("class") or ""):
            return element
        element = element.getparent()
    return None
