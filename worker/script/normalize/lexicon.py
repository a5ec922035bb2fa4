"""Finds in a text the words whose saying somebody has decided.

Look-alike characters are alike to it (plain.py), and capitals are small letters, unless the entry
says otherwise. Of the words that begin at a place the longest wins, of two spellings of one word
that which is found only as it is written.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

import regex

from audio_cache.spec import LexiconEntry
from audio_cache.voice import Voice
from worker.script.normalize.fold import JOINED, to_plain

_LETTER = (
    r"[[\p{L}\p{N}\p{M}_]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]"
)
"""Of scripts that have blanks between words: in the others any place may be a word's end."""

_IN_LETTER = regex.compile(rf"(?=[\p{{M}}{JOINED}])|(?<={JOINED})", regex.V1)
_IN_WORD = regex.compile(
    rf"(?<={_LETTER})(?={_LETTER}|'t(?!{_LETTER}))|{_IN_LETTER.pattern}", regex.V1
)
"""At a place that is no end of a word; before the t of "don't" is none either."""

_WORD_STARTS = regex.compile(rf"(?!{_IN_WORD.pattern})\S", regex.V1)
_PLACES = regex.compile(rf"(?!{_IN_LETTER.pattern})\S", regex.V1)

_CUT = re.compile(r"[\W_]*\s[\W_]*|[!?…。！？؟۔।｡；：，、､—]|(?<!\b[A-Za-z])\.|\.(?![A-Za-z])")
"""Where a text may be cut; the dots of U.S. are left, which tell that it may end no sentence."""

_SHORTEST_PLURAL = 3
"""Letters of a word that may have an s: "it" is not in "its", but a "GP" is one of the "GPs"."""


class _Folded(dict[int, str]):
    """Small letters for capitals, one for one; fills itself as characters turn up."""

    def __missing__(self, code: int) -> str:
        small = chr(code).casefold()
        self[code] = small = small if len(small) == 1 else chr(code)
        return small


_FOLDED = _Folded()


@dataclass(frozen=True)
class Hit:
    """A word of a lexicon where it stands in a text."""

    start: int
    end: int
    """Code points into the text."""
    entry: LexiconEntry
    ending: str = ""
    """What the word has at its end that the entry has not: 's or s."""


class Lexicon:
    """Looks each place up in the sorted words: time grows with their number's logarithm."""

    def __init__(self, entries: Iterable[LexiconEntry] = ()) -> None:
        self._known: dict[str, list[LexiconEntry]] = {}
        for entry in sorted(entries, key=lambda entry: not entry.case):
            self._known.setdefault(fold(entry.word), []).append(entry)
        self._words = sorted(self._known)
        self._shorter = _prefixes(self._words)
        self._longest = max(map(len, self._words), default=0)
        only_whole = all(entry.whole for known in self._known.values() for entry in known)
        self._places = _WORD_STARTS if only_whole else _PLACES

    def find(self, text: str) -> list[Hit]:
        """In order, not overlapping."""
        hits: list[Hit] = []
        if not self._words:
            return hits
        plain = to_plain(text)
        folded = plain.translate(_FOLDED)
        place = 0
        for start in self._places.finditer(plain):
            if start.start() >= place and (hit := self._at(plain, folded, start.start())):
                hits.append(hit)
                place = hit.end
        return hits

    def seal(self, text: str) -> str:
        """The text, for those who cut it, in which no place within a word looks like its end."""
        pieces, place = [], 0
        for hit in self.find(text):
            inner = _CUT.sub(_as_letters, text[hit.start : hit.end - 1])
            pieces += [text[place : hit.start], inner]
            place = hit.end - 1
        return "".join([*pieces, text[place:]])

    def _at(self, plain: str, folded: str, place: int) -> Hit | None:
        following = folded[place : place + self._longest]
        nearest = bisect_right(self._words, following) - 1
        word = self._words[nearest] if nearest >= 0 else None
        while word:
            if following.startswith(word):
                for entry in self._known[word]:
                    if hit := _match(entry, plain, place, place + len(word)):
                        return hit
            word = self._shorter[word]
        return None


def fold(word: str) -> str:
    """What a text is searched for; two words with the same are one but for their capitals."""
    return to_plain(word).translate(_FOLDED)


def _as_letters(found: re.Match[str]) -> str:
    return "x" * len(found[0])


def _prefixes(words: list[str]) -> dict[str, str | None]:
    """For each of the sorted words the longest other one that it begins with."""
    found: dict[str, str | None] = {}
    open_words: list[str] = []
    for word in words:
        while open_words and not word.startswith(open_words[-1]):
            open_words.pop()
        found[word] = open_words[-1] if open_words else None
        open_words.append(word)
    return found


def _match(entry: LexiconEntry, plain: str, start: int, end: int) -> Hit | None:
    if entry.case and plain[start:end] != to_plain(entry.word):
        return None
    if not entry.whole:
        return None if _IN_LETTER.match(plain, end) else Hit(start, end, entry)
    if _IN_WORD.match(plain, start):
        return None
    ending = _ending(entry.word, plain, end)
    return None if ending is None else Hit(start, end + len(ending), entry, ending)


def _ending(word: str, plain: str, end: int) -> str | None:
    """What follows the word and belongs to it; None when it is only the beginning of another."""
    if plain.startswith(("'s", "'S"), end) and not _IN_WORD.match(plain, end + 2):
        return "'s"
    if not _IN_WORD.match(plain, end):
        return ""
    has_plural = len(word) >= _SHORTEST_PLURAL or word.isupper()
    if has_plural and plain.startswith("s", end) and not _IN_WORD.match(plain, end + 1):
        return "s"
    return None


def lexicon_for(voice: Voice, entries: Iterable[LexiconEntry]) -> Lexicon:
    """What of a spec's entries the voice can say: without IPA, if it knows none."""
    if voice.ipa:
        return Lexicon(entries)
    return Lexicon(replace(entry, ipa="") for entry in entries if entry.say)


NO_LEXICON = Lexicon()
