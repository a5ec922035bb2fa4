"""Gives the spoken form of a text the readings of its homographs, in IPA."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.script.homographs.find import FoundHomograph, find_homographs
from worker.script.normalize.ipa import notate
from worker.script.normalize.lexicon import Lexicon
from worker.script.normalize.spoken import SpokenForm


@dataclass(frozen=True)
class SpokenReading:
    """A word of a spoken form and its pronunciation."""

    start: int
    end: int
    """Code points into the spoken form."""
    ipa: str


def read_homographs(text: str, spoken: SpokenForm, lexicon: Lexicon) -> list[SpokenReading]:
    """Return the readings of the homographs that are spoken as they are written.

    A word of the lexicon has the pronunciation that is given there.
    """
    found = find_homographs(text)
    if not found:
        return []
    given = [(match.start, match.end) for match in lexicon.find(text)]
    return list(_in_spoken(text, spoken, [word for word in found if not _overlaps(word, given)]))


def _overlaps(word: FoundHomograph, places: Sequence[tuple[int, int]]) -> bool:
    return any(start < word.end and word.start < end for start, end in places)


def _in_spoken(
    text: str, spoken: SpokenForm, found: Sequence[FoundHomograph]
) -> Iterator[SpokenReading]:
    words = {(word.start, word.end): word for word in spoken.words}
    for homograph in found:
        word = words.get((homograph.start, homograph.end))
        if word is None:
            continue
        written = text[word.start : word.end].replace("’", "'")
        if spoken.text[word.spoken_start : word.spoken_end].casefold() == written.casefold():
            yield SpokenReading(word.spoken_start, word.spoken_end, homograph.ipa)


def notate_readings(chunk: str, place: int, readings: Sequence[SpokenReading]) -> str:
    """Return a chunk of a spoken form with the readings in it, in the notation for IPA.

    `place` is the offset of the chunk in the spoken form.
    """
    for reading in reversed(readings):
        start, end = reading.start - place, reading.end - place
        if start >= 0 and end <= len(chunk):
            chunk = chunk[:start] + notate(chunk[start:end], reading.ipa) + chunk[end:]
    return chunk
