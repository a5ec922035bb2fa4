"""Sentences that address the reader about the site: appeals, notices and messages of forms."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache

import regex

from listen.article.boilerplate.files import Scope, expand, load_phrases
from listen.article.boilerplate.keys import is_reported, word_key
from listen.article.prose import length

MAX_CHARACTERS = 320
"""Length of a paragraph; CJK characters count three. A longer one is text."""

SENTENCE_SCOPES: tuple[Scope, ...] = ("sentence", "apart")

_MAX_BEFORE = 100
"""Characters of the paragraph before its first sentence of this kind."""
_MAX_GAP = 60
"""Characters between two pieces of a pattern."""
_INDEX_LENGTHS = (1, 2, 3, 5)
"""Characters by which patterns are indexed, with the space before a word."""
_LAST_OF_SPACED = "\u2e7f"
"""Scripts with spaces between words come before those without."""
_END = regex.compile(r"[.!?…؟۔。！？｡]+[\p{Pe}\p{Pf}\"']*(?:\s+|(?<=[。！？｡])|$)")
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


@dataclass(frozen=True, slots=True)
class _Pattern:
    start: str
    pieces: tuple[tuple[str, ...], ...]
    """Alternatives for each piece after the start. They follow each other, with words between."""
    reason: str


@dataclass
class _PatternIndex:
    """Patterns by the first characters of their starts."""

    anchored: dict[str, list[_Pattern]] = field(default_factory=lambda: defaultdict(list))
    """Phrases that begin where the sentence begins."""
    floating: dict[str, list[_Pattern]] = field(default_factory=lambda: defaultdict(list))
    """Phrases that may have words before them."""


def sentence_reason(text: str, scope: Scope) -> str:
    """Return the reason why the paragraph is boilerplate in this scope; empty when it is not.

    It is when one of its first sentences matches a pattern.
    """
    if length(text) > MAX_CHARACTERS or is_reported(text):
        return ""
    index = _index()[scope]
    for key in _beginnings(text):
        if reason := _find(index.anchored, key, 0):
            return reason
        for position, character in enumerate(key[:_MAX_GAP]):
            may_start = character in " @" or character > _LAST_OF_SPACED
            if may_start and (reason := _find(index.floating, key, position)):
                return reason
    return ""


@lru_cache(maxsize=16)
def _beginnings(text: str) -> tuple[str, ...]:
    """Return the words of each of the first sentences, with the sentence that follows it."""
    keys = []
    ends = [match.end() for match in _END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    for number, start in enumerate([0, *ends[:-1]]):
        if length(text[:start]) > _MAX_BEFORE:
            break
        keys.append(word_key(text[start : ends[min(number + 1, len(ends) - 1)]]))
    return tuple(keys)


def _find(patterns: dict[str, list[_Pattern]], key: str, position: int) -> str:
    """Return the reason of a pattern that starts at the position; empty without one."""
    for size in _INDEX_LENGTHS:
        for pattern in patterns.get(key[position : position + size], ()):
            if key.startswith(pattern.start, position) and _continues(pattern, key, position):
                return pattern.reason
    return ""


def _continues(pattern: _Pattern, key: str, position: int) -> bool:
    """Return whether the pieces follow the start of the pattern."""
    position += len(pattern.start.rstrip())
    for choices in pattern.pieces:
        ends = [
            # A space at the end of a piece may be the one before the next.
            at + len(choice.rstrip())
            for choice in choices
            if (at := key.find(choice, position, position + _MAX_GAP + len(choice))) >= 0
        ]
        if not ends:
            return False
        position = min(ends)
    return True


@cache
def _index() -> dict[Scope, _PatternIndex]:
    index: dict[Scope, _PatternIndex] = {scope: _PatternIndex() for scope in SENTENCE_SCOPES}
    for reason, scope, phrase in load_phrases():
        if scope in index:
            _add(index[scope], phrase, reason)
    return index


def _add(index: _PatternIndex, phrase: str, reason: str) -> None:
    is_floating = phrase.startswith("*")
    first, *later = (expand(piece) for piece in phrase.removeprefix("*").split("*"))
    rest = tuple(tuple(map(_piece, choices)) for choices in later)
    for choice in first:
        start = _piece(choice) if is_floating else f" {_piece(choice).lstrip()}"
        patterns = index.floating if is_floating else index.anchored
        size = max(size for size in _INDEX_LENGTHS if size <= len(start))
        patterns[start[:size]].append(_Pattern(start, rest, reason))


def _piece(choice: str) -> str:
    """Return the text to search for: from the beginning of a word, where words are separate.

    An at sign stands in an address.
    """
    is_separate = not _DENSE.match(choice) and not choice.startswith("@")
    end = " " if choice.endswith(" ") else ""
    return (" " if is_separate else "") + word_key(choice).strip() + end
