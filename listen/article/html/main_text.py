"""Which pieces of a page trafilatura finds to be its article."""

import logging
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import regex
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from listen.article.html.piece import Piece
from listen.article.html.text import lowered

# What it cannot read is no news to the server's log.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_NOT_WORDS = regex.compile(r"\W+")
_ANCHOR = 40
"""Letters and digits by which a line is known that a longer piece begins with."""
_WINDOW = 50_000
"""Letters and digits: how far ahead a piece is looked for."""
_CHOICES = 10
"""Places where a piece is looked for that comes many times."""


def main_text(root: HtmlElement, precise: bool) -> list[str]:
    """The article's lines by trafilatura; none when it finds none."""
    document = bare_extraction(root, include_comments=False, favor_precision=precise)
    if not isinstance(document, Document):
        return []
    return [text for text in document.body.itertext() if text and not text.isspace()]


def find(pieces: Sequence[Piece], lines: Sequence[str]) -> list[bool]:
    """Whether each piece is in the lines, which are in the pieces' order.

    Those that have a reason are looked for nowhere: their words may be the article's elsewhere.
    """
    words = [_words(line) for line in lines]
    text = "".join(words)
    keys = ["" if piece.reason else _words(piece.text) for piece in pieces]
    places = _most_in_order(keys, _places(keys, words, text))
    found, start = [], 0
    for key, place, end in zip(keys, places, _next_places(places, len(text)), strict=True):
        at = text.find(key, start, min(end, start + _WINDOW)) if place is None else place
        found.append(bool(key) and at >= 0)
        if found[-1]:
            start = at + len(key)
    return found


def _places(keys: Sequence[str], lines: Sequence[str], text: str) -> list[list[int]]:
    """Where each key is a line, or begins with one and goes on in the next."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for line, start in zip(lines, accumulate(map(len, lines), initial=0), strict=False):
        starts[line].append(start)
        if len(line) > _ANCHOR:
            starts[line[:_ANCHOR]].append(start)
    seen: Counter[str] = Counter()
    found = []
    for key in keys:
        # The pieces are all of the page and the lines some of it: no line comes more often.
        last = seen[key] + 1
        seen[key] = last
        at = starts.get(key) or starts.get(key[:_ANCHOR], []) if key else []
        near = at[max(0, last - _CHOICES) : last]
        found.append([start for start in near if text.startswith(key, start)])
    return found


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces in the text's order, up to one of them."""

    index: int
    place: int
    size: int
    """Letters and digits of them all."""
    before: "_Run | None"


def _most_in_order(keys: Sequence[str], places: Sequence[list[int]]) -> list[int | None]:
    """One place for each piece, or none, so that they rise and hold most of the text."""
    ends, best = [0], [_Run(-1, 0, 0, None)]
    for index, (key, starts) in enumerate(zip(keys, places, strict=True)):
        runs = []
        for place in starts:
            before = best[bisect_right(ends, place) - 1]
            runs.append(_Run(index, place, before.size + len(key), before))
        for run in runs:
            _add(ends, best, run.place + len(key), run)
    chosen: list[int | None] = [None] * len(keys)
    last = best[-1]
    while last.before is not None:
        chosen[last.index] = last.place
        last = last.before
    return chosen


def _add(ends: list[int], best: list[_Run], end: int, run: _Run) -> None:
    """Runs that end later hold more, or they are left out."""
    at = bisect_right(ends, end)
    if best[at - 1].size >= run.size:
        return
    first = at - 1 if ends[at - 1] == end else at
    last = at
    while last < len(best) and best[last].size <= run.size:
        last += 1
    ends[first:last], best[first:last] = [end], [run]


def _next_places(places: Sequence[int | None], end: int) -> list[int]:
    """For each piece where the next one with a place begins."""
    ends = []
    for place in reversed(places):
        ends.append(end)
        end = end if place is None else place
    return ends[::-1]


def _words(text: str) -> str:
    return _NOT_WORDS.sub("", text if text.isascii() else lowered(text))
