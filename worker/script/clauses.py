"""Cuts a sentence that is too long to be spoken in one go, where a reader would draw breath."""

import math
import re
from collections.abc import Iterator

import regex

MIN_LIMIT = 20
"""Code points: no voice is asked to speak less in one go."""

# What a cut costs, against the distance from an even share, measured in limits.
_COST_OF_SENTENCE_END = 0.0
_COST_OF_CLAUSE_END = 0.15
_COST_OF_PHRASE_END = 0.3
_COST_OF_BRACKET = 0.75
_COST_OF_BLANK = 1.0

_COSTS = (
    dict.fromkeys(".!?…。！？｡؟۔।॥።", _COST_OF_SENTENCE_END)
    | dict.fromkeys(";:—–；：؛፤", _COST_OF_CLAUSE_END)
    | dict.fromkeys(",)]}，、､،）】》፣", _COST_OF_PHRASE_END)
)
_CLOSERS = "\"'”’»›)]}」』）】》"

# Marks of scripts that set no blank after them, and the em dash, end a clause by themselves.
_BREAK = re.compile(rf"\s+|[。！？｡；：，、､—]+[{re.escape(_CLOSERS)}]*")
_WORD = re.compile(r"\S")
_GRAPHEME = regex.compile(r"\X")


def split(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield `text[start:end]`, which has no blank at its ends, in pieces of at most `limit`.

    The pieces are about equally long, have no blank at their ends either, and leave out nothing
    but white space.
    """
    while end - start > limit:
        cut = _cut(text, start, end, limit)
        yield start, start + len(text[start:cut].rstrip())
        following = _WORD.search(text, cut, end)
        start = following.start() if following else end
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int, limit: int) -> int:
    """Where the first piece of an over-long `text[start:end]` ends, at most `limit` from start."""
    share = (end - start) / math.ceil((end - start) / limit)
    furthest = start + limit
    # Neither this piece nor what it leaves may be less than half a share.
    latest = min(furthest, math.floor(end - share / 2))
    for earliest, last in ((start + math.ceil(share / 2), latest), (start + 1, furthest)):
        cut = _best_break(text, earliest, last, start + share, limit)
        if cut is not None:
            return cut
    return _inside_word(text, start, start + math.ceil(share), furthest)


def _best_break(text: str, earliest: int, last: int, wanted: float, limit: int) -> int | None:
    """The cheapest place between `earliest` and `last`, both included, that breaks no word."""
    best, lowest = None, math.inf
    for found in _BREAK.finditer(text, earliest - 1, last + 1):
        place = found.start() if text[found.start()].isspace() else found.end()
        if not earliest <= place <= last:
            continue
        cost = abs(place - wanted) / limit + _cost(text, place)
        if cost < lowest:
            best, lowest = place, cost
    return best


def _cost(text: str, place: int) -> float:
    """How little the text before `place` sounds like an end; closing quotes are looked through."""
    last = text[place - 1]
    if text[place : place + 2] == " (":
        return min(_COSTS.get(last, _COST_OF_BLANK), _COST_OF_BRACKET)
    if last in _CLOSERS:
        return min(_COSTS.get(last, _COST_OF_BLANK), _COSTS.get(text[place - 2], _COST_OF_BLANK))
    return _COSTS.get(last, _COST_OF_BLANK)


def _inside_word(text: str, start: int, wanted: int, furthest: int) -> int:
    """A place near `wanted` between two grapheme clusters, else `furthest`."""
    cut = start
    for cluster in _GRAPHEME.finditer(text, start, furthest + 1):
        if cluster.end() > furthest or (cut > start and cluster.end() > wanted):
            break
        cut = cluster.end()
    return cut if cut > start else furthest
