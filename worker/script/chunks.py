"""Cuts what is said for a sentence into pieces that a voice speaks in one go.

The cuts are made in the spoken form, where no number is torn from its unit and no abbreviation's
point looks like an end, and then found in the text.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from worker.script import clauses
from worker.script.first_chunk import end_of_opening
from worker.script.normalize import Spoken, Word

_NO_LETTER = re.compile(r"[\W_]")
_OPENERS = frozenset("\"'“‘«„‚‹([{¿¡")


@dataclass(frozen=True)
class Piece:
    start: int
    end: int
    """Code points into the text of the sentence; no blank is at its ends."""
    spoken: str


def cut(text: str, spoken: Spoken, limit: int, language: str, *, opens: bool) -> list[Piece]:
    """In pieces of at most `limit` spoken code points, but for a word that is longer by itself
    and for marks before the first one.

    If the sentence `opens` the article, its first words are a piece of their own. Every character
    of `text`, which has no blank at its ends, is in exactly one piece, but for white space.
    """
    sealed = _seal(spoken)
    opening = end_of_opening(sealed, language) if opens else 0
    if not opening and len(sealed) <= limit:
        return [Piece(0, len(text), spoken.text)]
    rest = opening + len(sealed[opening:]) - len(sealed[opening:].lstrip())
    ends = ([(0, opening)] if opening else []) + [*clauses.split(sealed, rest, len(sealed), limit)]
    starts = [(0, 0), *_starts(text, spoken, [start for start, _ in ends[1:]])]
    return [
        Piece(start, start + len(text[start:end].rstrip()), spoken.text[said:until].rstrip())
        for (start, said), (end, until) in itertools.pairwise(
            [*starts, (len(text), len(spoken.text))]
        )
    ]


def _seal(spoken: Spoken) -> str:
    """The spoken form with nothing in it that looks like an end within what is said for a word."""
    pieces, place = [], 0
    for word in spoken.words:
        said = spoken.text[word.spoken_start : word.spoken_end]
        if not said.isalnum():
            pieces += [spoken.text[place : word.spoken_start], _NO_LETTER.sub("x", said)]
            place = word.spoken_end
    return "".join([*pieces, spoken.text[place:]])


def _starts(text: str, spoken: Spoken, places: list[int]) -> Iterator[tuple[int, int]]:
    """Where the words that are spoken from each place on stand in the text, with that place."""
    known = [word.spoken_start for word in spoken.words]
    last = 0
    for place in places:
        index = bisect_left(known, place)
        if not index:  # marks only
            continue
        before = spoken.words[index - 1]
        if place < before.spoken_end:
            start = _within(text, spoken, before, place)
        elif index < len(known):
            start = _before_marks(text, spoken.words[index].start, before.end)
        else:
            start = None
        if start is not None and start > last:
            yield start, place
            last = start


def _within(text: str, spoken: Spoken, word: Word, place: int) -> int | None:
    """A word can be cut only where it is said as it is written."""
    if text[word.start : word.end] != spoken.text[word.spoken_start : word.spoken_end]:
        return None
    return word.start + place - word.spoken_start


def _before_marks(text: str, start: int, last: int) -> int:
    """`start` of a word moved before its opening quotes and brackets, not beyond `last`."""
    while start > last and text[start - 1] in _OPENERS:
        start -= 1
    return start
