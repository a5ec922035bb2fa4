"""Which pieces of a page trafilatura finds to be its article."""

import logging
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

import regex
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from listen.article.page.piece import Piece

# What it cannot read is no news to the server's log.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_NOT_WORDS = regex.compile(r"\W+")
_ANCHOR = 40
"""Letters and digits: text this long is not found in another's place."""
_WINDOW = 50_000
"""Letters and digits: how far ahead a piece is looked for."""


def main_text(root: HtmlElement, precise: bool) -> list[str]:
    """The article's lines by trafilatura; none when it finds none."""
    document = bare_extraction(root, include_comments=False, favor_precision=precise)
    if not isinstance(document, Document):
        return []
    return [text for text in document.body.itertext() if text and not text.isspace()]


def find(pieces: Sequence[Piece], lines: Sequence[str]) -> list[bool]:
    """Whether each piece is in the lines, which are in the pieces' order."""
    words = [_words(line) for line in lines]
    text = "".join(words)
    keys = [_words(piece.text) for piece in pieces]
    places = _anchors(keys, words, text)
    found, start = [], 0
    for key, place, end in zip(keys, places, _next_places(places, len(text)), strict=True):
        at = text.find(key, start, min(end, start + _WINDOW)) if place is None else place
        found.append(bool(key) and at >= 0)
        if found[-1]:
            start = at + len(key)
    return found


def _anchors(keys: Sequence[str], lines: Sequence[str], text: str) -> list[int | None]:
    """The places of long pieces, so that each comes after the one before."""
    starts: dict[str, int] = {}
    for line, start in zip(lines, accumulate(map(len, lines), initial=0), strict=False):
        starts.setdefault(line[:_ANCHOR], start)
    at, last = [], 0
    for key in keys:
        place = -1
        if len(key) >= _ANCHOR:
            place = starts.get(key[:_ANCHOR], -1)
            if place < 0 or not text.startswith(key, place):
                place = text.find(key, last, last + _WINDOW)
            last = max(last, place)
        at.append(place)
    rising = _longest_rising(at)
    return [place if index in rising else None for index, place in enumerate(at)]


def _longest_rising(places: Sequence[int]) -> set[int]:
    """Indexes of the longest strictly rising run of places; -1 is none."""
    tails: list[int] = []
    at: list[int] = []
    before: dict[int, int | None] = {}
    for index, place in enumerate(places):
        if place < 0:
            continue
        spot = bisect_left(tails, place)
        before[index] = at[spot - 1] if spot else None
        tails[spot : spot + 1] = [place]
        at[spot : spot + 1] = [index]
    chosen: set[int] = set()
    last = at[-1] if at else None
    while last is not None:
        chosen.add(last)
        last = before[last]
    return chosen


def _next_places(places: Sequence[int | None], end: int) -> list[int]:
    """For each piece where the next anchor begins."""
    ends = []
    for place in reversed(places):
        ends.append(end)
        end = end if place is None else place
    return ends[::-1]


def _words(text: str) -> str:
    return _NOT_WORDS.sub("", text)
