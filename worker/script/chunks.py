"""Splits the spoken form of a sentence into chunks that a voice speaks in one go.

The spoken form is split rather than the text: no number is separated from its unit, and no
abbreviation's dot looks like a sentence end. The cuts are then mapped back to the text.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from worker.script import clauses
from worker.script.first_chunk import first_chunk_end
from worker.script.marks import mark_places
from worker.script.normalize.spoken import SpokenForm, Word

_NO_LETTER = re.compile(r"[\W_]")
_OPENERS = frozenset("\"'“‘«„‚‹([{¿¡")


@dataclass(frozen=True)
class Chunk:
    """A part of a sentence, with its spoken form."""

    start: int
    end: int
    """Code points into the text of the sentence, without white space at either end."""
    spoken: str
    spoken_start: int = 0
    """Offset of `spoken` in the spoken form of the sentence."""


def split_spoken(
    text: str, spoken: SpokenForm, max_characters: int, language: str, *, is_first: bool
) -> list[Chunk]:
    """Split a sentence and its spoken form into chunks of at most `max_characters` spoken.

    A chunk ends at each mark where a reader pauses. It is longer than the limit only if a single
    word is, or by punctuation before its first word or after its last one. Every character of
    `text` except white space is in exactly one chunk; `text` must be stripped. If the sentence
    `is_first` in the article, its first words become a chunk of their own.
    """
    masked = _mask(text, spoken)
    parts = [0, *mark_places(text, spoken.words), len(masked)]
    first_end = first_chunk_end(masked[: parts[1]].rstrip(), language) if is_first else 0
    if len(parts) == 2 and not first_end and len(masked) <= max_characters:
        return [Chunk(0, len(text), spoken.text)]
    spans = [(0, first_end)] if first_end else []
    for start, end in itertools.pairwise(parts):
        part = masked[max(start, first_end) : end]
        part_start = end - len(part.lstrip())
        part_end = part_start + len(part.strip())
        spans += clauses.split(masked, part_start, part_end, max_characters, language)
    starts = [(0, 0), *_text_starts(text, spoken, [start for start, _ in spans[1:]])]
    return [
        Chunk(
            start,
            start + len(text[start:end].rstrip()),
            spoken.text[spoken_start:spoken_end].rstrip(),
            spoken_start,
        )
        for (start, spoken_start), (end, spoken_end) in itertools.pairwise(
            [*starts, (len(text), len(spoken.text))]
        )
    ]


def _mask(text: str, spoken: SpokenForm) -> str:
    """Return the spoken form with letters in place of blanks and punctuation within words.

    The blanks around numbers and behind abbreviations become ties.
    """
    parts, place = list[str](), 0
    is_tied_to_next = False
    for word in spoken.words:
        between = spoken.text[place : word.spoken_start]
        spoken_word = spoken.text[word.spoken_start : word.spoken_end]
        written = text[word.start : word.end]
        is_number = any(map(str.isdigit, written))
        if between == ". " and not written[:1].isupper():  # behind an abbreviation
            between = f"x{clauses.TIE}"
        elif between == " " and (is_number or is_tied_to_next):
            between = clauses.TIE
        parts += [between, _NO_LETTER.sub("x", spoken_word)]
        place = word.spoken_end
        is_tied_to_next = is_number or written.endswith(".")
    return "".join([*parts, spoken.text[place:]])


def _text_starts(text: str, spoken: SpokenForm, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield (offset into the text, offset into the spoken form) for each place to split at.

    A place that has no counterpart in the text is skipped.
    """
    spoken_starts = [word.spoken_start for word in spoken.words]
    last = 0
    for place in places:
        index = bisect_left(spoken_starts, place)
        if not index:  # only punctuation so far
            continue
        previous = spoken.words[index - 1]
        if place < previous.spoken_end:
            start = _start_within(text, spoken, previous, place)
        elif index < len(spoken_starts):
            start = _before_openers(text, spoken.words[index].start, previous.end)
        else:
            start = None
        if start is not None and start > last:
            yield start, place
            last = start


def _start_within(text: str, spoken: SpokenForm, word: Word, place: int) -> int | None:
    """Return the offset into the text, or None for a word that is not spoken as it is written."""
    if text[word.start : word.end] != spoken.text[word.spoken_start : word.spoken_end]:
        return None
    return word.start + place - word.spoken_start


def _before_openers(text: str, start: int, min_start: int) -> int:
    """Move the `start` of a word before its opening quotes and brackets, not below `min_start`."""
    while start > min_start and text[start - 1] in _OPENERS:
        start -= 1
    return start
