"""Splits a sentence that is too long to be spoken in one go where a speaker would take a breath."""

import math
import re
from collections.abc import Iterator

import regex

from worker.script.phrases import phrase_starts, ties

MIN_LIMIT = 20
"""Code points. Every voice must be able to speak this much in one go."""

TIE = "\u00a0"
"""A blank between words that belong together, such as a number and its noun."""

# Costs of a cut. They are weighed against the distance from an even share, measured in limits.
_COST_OF_SENTENCE_END = 0.0
_COST_OF_CLAUSE_END = 0.15
_COST_OF_PHRASE_END = 0.3
_COST_OF_BRACKET = 0.75
_COST_OF_PHRASE_START = 0.8
_COST_OF_BLANK = 1.2
_COST_OF_TIE = 1.8

_COSTS = (
    dict.fromkeys(".!?…。！？｡؟۔।॥።", _COST_OF_SENTENCE_END)
    | dict.fromkeys(";:—–；：؛፤", _COST_OF_CLAUSE_END)
    | dict.fromkeys(",)]}，、､،）】》፣", _COST_OF_PHRASE_END)
)
_CLOSERS = "\"'”’»›)]}」』）】》"

# The em dash and the punctuation of scripts without blanks end a clause even with no blank after.
_BREAK = re.compile(rf"\s+|[。！？｡；：，、､—]+[{re.escape(_CLOSERS)}]*")
_WORD = re.compile(r"\S")
_GRAPHEME = regex.compile(r"\X")
_WORD_AFTER = regex.compile(r"\s+\W{0,3}(?P<word>[\p{L}'’-]{1,20})(?!\p{L})")
_MAX_WORD = 20
"""Code points of a word at the edge of a phrase."""


def split(
    text: str, start: int, end: int, limit: int, language: str = ""
) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of parts of `text[start:end]` that have at most `limit` code points.

    The parts are about equally long and stripped. Together they contain every character except
    white space. `text[start:end]` must be stripped. In a `language` of `phrases`, a cut comes
    before a preposition or conjunction rather than after it.
    """
    while end - start > limit:
        cut = _first_cut(text, start, end, limit, language)
        yield start, start + len(text[start:cut].rstrip())
        following = _WORD.search(text, cut, end)
        start = following.start() if following else end
    if start < end:
        yield start, end


def _first_cut(text: str, start: int, end: int, limit: int, language: str) -> int:
    """Return where to end the first part of an overlong `text[start:end]`."""
    share = (end - start) / math.ceil((end - start) / limit)
    max_end = start + limit
    # Neither this part nor the rest may be less than half a share.
    preferred_max = min(max_end, math.floor(end - share / 2))
    for lowest, highest in ((start + math.ceil(share / 2), preferred_max), (start + 1, max_end)):
        cut = _best_break(text, lowest, highest, start + share, limit, language)
        if cut is not None:
            return cut
    return _inside_word(text, start, start + math.ceil(share), max_end)


def _best_break(
    text: str, lowest: int, highest: int, target: float, limit: int, language: str
) -> int | None:
    """Return the cheapest place from `lowest` to `highest`, inclusive, that breaks no word."""
    best, min_cost = None, math.inf
    for match in _BREAK.finditer(text, lowest - 1, highest + 1):
        place = match.start() if text[match.start()].isspace() else match.end()
        if not lowest <= place <= highest:
            continue
        cost = abs(place - target) / limit + _cost(text, place, language)
        if cost < min_cost:
            best, min_cost = place, cost
    return best


def _cost(text: str, place: int, language: str) -> float:
    """Return the cost of a cut by the punctuation before `place`, else by the words around it."""
    last = text[place - 1]
    cost = _COSTS.get(last, _COST_OF_BLANK)
    if last in _CLOSERS:
        cost = min(cost, _COSTS.get(text[place - 2], _COST_OF_BLANK))
    if text[place : place + 2] == " (":
        cost = min(cost, _COST_OF_BRACKET)
    return cost if cost < _COST_OF_BLANK else _cost_between_words(text, place, language)


def _cost_between_words(text: str, place: int, language: str) -> float:
    before = text[max(0, place - _MAX_WORD) : place].rsplit(maxsplit=1)
    is_tied = bool(before) and before[-1].lower() in ties(language)
    following = _WORD_AFTER.match(text, place)
    if following and following["word"].lower() in phrase_starts(language):
        return _COST_OF_BLANK if is_tied else _COST_OF_PHRASE_START
    return _COST_OF_TIE if is_tied or text[place : place + 1] == TIE else _COST_OF_BLANK


def _inside_word(text: str, start: int, target: int, max_end: int) -> int:
    """Return the end of a grapheme cluster near `target`, or `max_end` if no cluster ends there."""
    cut = start
    for cluster in _GRAPHEME.finditer(text, start, max_end + 1):
        if cluster.end() > max_end or (cut > start and cluster.end() > target):
            break
        cut = cluster.end()
    return cut if cut > start else max_end
