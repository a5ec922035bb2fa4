"""The uses of a lexicon's entries in an article."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NotRequired, TypedDict

from audio_cache.spec import Block, LexiconEntry
from worker.script.normalize.lexicon import Lexicon

UseCounts = Counter[LexiconEntry]
"""Number of occurrences of each entry's word."""


class Pronunciation(TypedDict):
    """The pronunciation of an entry."""

    ipa: NotRequired[str]
    say: NotRequired[str]


class LexiconUse(Pronunciation):
    """A used entry, as the preview and the report show it."""

    word: str
    count: int
    applied: bool
    """True: the voice can speak the entry."""


def count_uses(blocks: Sequence[Block], entries: tuple[LexiconEntry, ...]) -> UseCounts:
    """Count the occurrences of the entries' words in the blocks."""
    lexicon = _lexicon(entries)
    return Counter(match.entry for block in blocks for match in lexicon.find(block.text))


def uses_json(uses: UseCounts, applied: bool = True) -> list[LexiconUse]:
    """Return the uses in the order of the words, as the preview and the report show them."""
    return [
        {"word": entry.word, "count": count, **_pronunciation(entry), "applied": applied}
        for entry, count in sorted(uses.items())
    ]


def _pronunciation(entry: LexiconEntry) -> Pronunciation:
    pronunciation = Pronunciation()
    if entry.ipa:
        pronunciation["ipa"] = entry.ipa
    if entry.say:
        pronunciation["say"] = entry.say
    return pronunciation


@lru_cache(maxsize=16)
def _lexicon(entries: tuple[LexiconEntry, ...]) -> Lexicon:
    return Lexicon(entries)
