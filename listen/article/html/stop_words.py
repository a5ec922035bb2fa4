"""The stop words of all languages, which trafilatura gives to justext for pages that it fails on.

As both keep them, they take 34 MB. Here they take one.
"""

from array import array
from bisect import bisect_left
from functools import cached_property
from itertools import groupby

from justext import core
from justext.utils import get_stoplist, get_stoplists
from trafilatura import external


class StopWords:
    """A collection that has the hashes of the words only.

    It takes one of 10^14 other words for a stop word.
    """

    def __len__(self) -> int:
        return len(self._hashes)

    def __contains__(self, word: str) -> bool:
        place = bisect_left(self._hashes, hash(word))
        return place < len(self._hashes) and self._hashes[place] == hash(word)

    @cached_property
    def _hashes(self) -> "array[int]":
        found = array("q")
        for language in get_stoplists():
            found.extend(map(hash, get_stoplist(language)))
        return array("q", (number for number, _ in groupby(sorted(found))))


def install() -> None:
    """Make trafilatura use these stop words instead of its own copy."""
    external.JT_STOPLIST = StopWords()  # type: ignore[assignment]
    core.define_stoplist = lambda stop_words: stop_words  # justext would make a set of them
