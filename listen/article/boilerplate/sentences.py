"""Sentences that address the reader about the site: appeals, notices and messages of forms."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

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
_INDEX_LENGTH = 2
"""Characters by which patterns are indexed."""
_END = regex.compile(r"[.!?…؟۔。！？｡]+[\p{Pe}\p{Pf}\"']*(?:\s+|(?<=[。！？｡])|$)")
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


@dataclass(frozen=True, slots=True)
class _Pattern:
    pieces: tuple[tuple[str, ...], ...]
    """Alternatives for each piece. The pieces follow each other, with any words between them."""
    reason: str


def sentence_reason(text: str, scope: Scope) -> str:
    """Return the reason why the paragraph is boilerplate in this scope; empty when it is not.

    It is when one of its first sentences matches a pattern from the sentence's beginning on.
    """
    if length(text) > MAX_CHARACTERS or is_reported(text):
        return ""
    index = _index()[scope]
    for key in _beginnings(text):
        for end in range(1, 2 + _INDEX_LENGTH):
            for pattern in index.get(key[1:end], ()):
                if _matches(pattern, key):
                    return pattern.reason
    return ""


def _beginnings(text: str) -> Iterator[str]:
    """Yield the words of each of the first sentences, with the sentence that follows it."""
    ends = [match.end() for match in _END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    for number, start in enumerate([0, *ends[:-1]]):
        if length(text[:start]) > _MAX_BEFORE:
            return
        yield word_key(text[start : ends[min(number + 1, len(ends) - 1)]])


def _matches(pattern: _Pattern, key: str) -> bool:
    position = 0
    for number, choices in enumerate(pattern.pieces):
        ends = [
            # A space at the end of a piece may be the one before the next.
            at + len(choice.rstrip())
            for choice in choices
            if (at := key.find(choice, position, position + _MAX_GAP + len(choice))) >= 0
            and (number or not at)
        ]
        if not ends:
            return False
        position = min(ends)
    return True


@cache
def _index() -> dict[Scope, dict[str, list[_Pattern]]]:
    index: dict[Scope, dict[str, list[_Pattern]]] = {
        scope: defaultdict(list) for scope in SENTENCE_SCOPES
    }
    for reason, scope, phrase in load_phrases():
        if scope not in index:
            continue
        first, *later = (expand(piece) for piece in phrase.split("*"))
        rest = [tuple(map(_piece, choices)) for choices in later]
        starts: dict[str, list[str]] = defaultdict(list)
        for choice in first:
            start = f" {word_key(choice).strip()}" + (" " if choice.endswith(" ") else "")
            starts[start[1 : 1 + _INDEX_LENGTH]].append(start)
        for beginning, choices in starts.items():
            index[scope][beginning].append(_Pattern((tuple(choices), *rest), reason))
    return index


def _piece(choice: str) -> str:
    """Return the text to search for: from the beginning of a word, where words are separate.

    An at sign stands in an address.
    """
    is_separate = not _DENSE.match(choice) and not choice.startswith("@")
    end = " " if choice.endswith(" ") else ""
    return (" " if is_separate else "") + word_key(choice).strip() + end
