"""Finds the words of a text whose pronunciation is given.

Look-alike characters match each other (fold.py), and so do upper and lower case unless the entry
is case-sensitive. At each place the longest word wins; of two entries for one word, the
case-sensitive one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

import regex

from audio_cache.spec import LexiconEntry
from audio_cache.voice import Voice
from worker.script.normalize.fold import WORD_JOINER, fold_characters

_LETTER = (
    r"[[\p{L}\p{N}\p{M}_]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]"
)
"""Letters of scripts with blanks between words. In other scripts a word may end anywhere."""

_IN_NUMBER = r"(?<=\p{Sc})(?=\p{Nd})|(?<=\p{Nd}[.,])(?=\p{Nd})|(?<=\p{Nd})(?=[.,]\p{Nd})"
"""Matches where a number goes on: the 10k of $10k is no word, nor the 10 of 10.5."""
_IN_LETTER = regex.compile(rf"(?=[\p{{M}}{WORD_JOINER}])|(?<={WORD_JOINER})", regex.V1)
_IN_WORD = regex.compile(
    rf"(?<={_LETTER})(?={_LETTER}|'t(?!{_LETTER}))|{_IN_NUMBER}|{_IN_LETTER.pattern}",
    regex.V1,
)
"""Matches where a word cannot end, including before the t of "don't"."""

_WORD_STARTS = regex.compile(rf"(?!{_IN_WORD.pattern})\S", regex.V1)
_PLACES = regex.compile(rf"(?!{_IN_LETTER.pattern})\S", regex.V1)

_CUT = re.compile(r"[\W_]*\s[\W_]*|[!?…。！？؟۔।｡；：，、､—]|(?<!\b[A-Za-z])\.|\.(?![A-Za-z])")
"""Matches where text may be split. The dots of U.S. are exempt: they show an abbreviation."""

_FEW = 50
"""Entries that are looked for in a text one after the other."""

_MIN_PLURAL = 3
"""Letters of a lower-case word that may have a plural s: "its" is not "it", but "GPs" is "GP"."""


class _CaseFoldTable(dict[int, str]):
    """Translation table to lower case that preserves length and fills itself on demand."""

    def __missing__(self, code: int) -> str:
        folded = chr(code).casefold()
        self[code] = folded = folded if len(folded) == 1 else chr(code)
        return folded


_CASE_FOLD = _CaseFoldTable()


@dataclass(frozen=True)
class LexiconMatch:
    """An occurrence of a lexicon entry's word in a text."""

    start: int
    end: int
    """Code points into the text."""
    entry: LexiconEntry
    suffix: str = ""
    """Suffix of the word in the text: 's, s or nothing."""


class Lexicon:
    """Index of words whose pronunciation is given.

    A look-up takes time that grows with the logarithm of the number of words. Two of the same
    entries are equal.
    """

    def __init__(self, entries: Iterable[LexiconEntry] = ()) -> None:
        self._given = tuple(entries)
        self._hash = hash(self._given)
        self._entries: dict[str, list[LexiconEntry]] = {}
        for entry in sorted(self._given, key=lambda entry: not entry.case):
            self._entries.setdefault(search_key(entry.word), []).append(entry)
        self._keys = sorted(self._entries)
        self._prefix_of = _longest_prefixes(self._keys)
        self._max_length = max(map(len, self._keys), default=0)
        only_whole = all(entry.whole for same in self._entries.values() for entry in same)
        self._places = _WORD_STARTS if only_whole else _PLACES

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self._given == other._given

    def __hash__(self) -> int:
        return self._hash

    def find(self, text: str) -> list[LexiconMatch]:
        """Return the occurrences in order, without overlaps."""
        matches: list[LexiconMatch] = []
        if not self._keys:
            return matches
        plain = fold_characters(text)
        lower = plain.translate(_CASE_FOLD)
        # Looking at each word of a text takes much longer than looking for a few words.
        if len(self._keys) <= _FEW and not any(key in lower for key in self._keys):
            return matches
        place = 0
        for start in self._places.finditer(plain):
            if start.start() >= place and (match := self._match_at(plain, lower, start.start())):
                matches.append(match)
                place = match.end
        return matches

    def mask(self, text: str) -> str:
        """Return a text of the same length in which no found word contains a place to split at."""
        parts, place = [], 0
        for match in self.find(text):
            inner = _CUT.sub(_as_letters, text[match.start : match.end - 1])
            parts += [text[place : match.start], inner]
            place = match.end - 1
        return "".join([*parts, text[place:]])

    def _match_at(self, plain: str, lower: str, place: int) -> LexiconMatch | None:
        following = lower[place : place + self._max_length]
        nearest = bisect_right(self._keys, following) - 1
        key = self._keys[nearest] if nearest >= 0 else None
        while key:
            if following.startswith(key):
                for entry in self._entries[key]:
                    if match := _match(entry, plain, place, place + len(key)):
                        return match
            key = self._prefix_of[key]
        return None


def search_key(text: str) -> str:
    """Return a word or a text with look-alike characters and case folded, of the same length."""
    return fold_characters(text).translate(_CASE_FOLD)


def _as_letters(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _longest_prefixes(keys: list[str]) -> dict[str, str | None]:
    """Map each of the sorted keys to the longest other key that it begins with."""
    longest: dict[str, str | None] = {}
    open_keys: list[str] = []
    for key in keys:
        while open_keys and not key.startswith(open_keys[-1]):
            open_keys.pop()
        longest[key] = open_keys[-1] if open_keys else None
        open_keys.append(key)
    return longest


def _match(entry: LexiconEntry, plain: str, start: int, end: int) -> LexiconMatch | None:
    if entry.case and plain[start:end] != fold_characters(entry.word):
        return None
    if not entry.whole:
        return None if _IN_LETTER.match(plain, end) else LexiconMatch(start, end, entry)
    if _IN_WORD.match(plain, start):
        return None
    suffix = _suffix(entry.word, plain, end)
    return None if suffix is None else LexiconMatch(start, end + len(suffix), entry, suffix)


def _suffix(word: str, plain: str, end: int) -> str | None:
    """Return the suffix after the word, or None if the word is only a part of another."""
    if plain.startswith(("'s", "'S"), end) and not _IN_WORD.match(plain, end + 2):
        return "'s"
    if not _IN_WORD.match(plain, end):
        return ""
    has_plural = len(word) >= _MIN_PLURAL or word.isupper()
    if has_plural and plain.startswith("s", end) and not _IN_WORD.match(plain, end + 1):
        return "s"
    return None


def lexicon_for(voice: Voice, entries: Iterable[LexiconEntry]) -> Lexicon:
    """Return the lexicon of the entries that the voice supports, without IPA if it has none."""
    if voice.ipa:
        return Lexicon(entries)
    return Lexicon(replace(entry, ipa="") for entry in entries if entry.say)


NO_LEXICON = Lexicon()
