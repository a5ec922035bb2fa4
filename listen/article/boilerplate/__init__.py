"""Boilerplate phrases: share bars, comment forms, related links and the like, by language.

The phrases stand in one TOML file a language; en.toml describes the format.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, get_args

import regex

from listen.article.prose import ends_sentence

Scope = Literal["always", "edge", "opens"]
"""The places where a phrase is boilerplate: all, next to other boilerplate, or section headings."""

REASONS = (
    *("share bar", "reading time", "player label", "comment form", "newsletter box"),
    *("related links", "references", "cookie note", "photo credit", "advertisement"),
    *("navigation", "byline"),
)
"""Names of the tables in the files. Of two phrases that match a line, the later exact phrase wins,
or else the earlier pattern."""

MAX_CHARACTERS = 160
"""Length of a boilerplate line. A longer line is text."""

_NUMBER = regex.compile(r"\p{N}+(?:[.,]\p{N}+)*")
_SPACES = regex.compile(r"\s+")
_LEADING_PUNCTUATION = regex.compile(r"^[^\p{L}\p{N}#©(<]+")
_TRAILING_PUNCTUATION = regex.compile(r"[^\p{L}\p{M}\p{N}#]+$")

_INDEX_LENGTH = 2
"""Characters by which patterns are indexed."""
_MIN_DISTINCTIVE = 12
"""Characters of a pattern. A sentence of an article may begin or end with a shorter one."""


@dataclass
class _PhraseIndex:
    exact: dict[str, str] = field(default_factory=dict)
    """Phrase to reason."""
    prefixes: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    """First characters to (prefix, text that must follow it, reason)."""
    suffixes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Last characters to (suffix, reason)."""


def boilerplate_reason(line: str, scope: Scope) -> str:
    """Return the reason why the line is boilerplate in this scope; empty when it is not."""
    if len(line) > MAX_CHARACTERS:
        return ""
    key, bare = _keys(line)
    index = _index()[scope]
    if reason := index.exact.get(bare):
        return reason
    for prefix, later, reason in index.prefixes.get(key[:_INDEX_LENGTH], ()):
        if key.startswith(prefix) and later in key[len(prefix) :]:
            is_distinctive = ":" in prefix or len(prefix + later) >= _MIN_DISTINCTIVE
            if is_distinctive or not ends_sentence(line):
                return reason
    for suffix, reason in index.suffixes.get(bare[-_INDEX_LENGTH:], ()):
        if bare.endswith(suffix) and (len(suffix) >= _MIN_DISTINCTIVE or not ends_sentence(line)):
            return reason
    return ""


@lru_cache(maxsize=16)
def _keys(line: str) -> tuple[str, str]:
    """Return the line in lower case with # for each number, without punctuation around it.

    The first key keeps the punctuation at the end.
    """
    line = _SPACES.sub(" ", _NUMBER.sub("#", line.casefold().replace("’", "'")))
    key = _LEADING_PUNCTUATION.sub("", line)
    return key, key if key[-1:].isalpha() else _TRAILING_PUNCTUATION.sub("", key)


def load_phrases() -> Iterator[tuple[str, Scope, str]]:
    """Yield reason, scope and phrase of all languages, in the order of REASONS."""
    names = sorted(
        (file for file in files(__name__).iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    tables = [tomllib.loads(file.read_text("utf-8")) for file in names]
    for reason in REASONS:
        for scope in get_args(Scope):
            for table in tables:
                for phrase in table.get(reason, {}).get(scope, ()):
                    yield reason, scope, phrase


@cache
def _index() -> dict[Scope, _PhraseIndex]:
    index: dict[Scope, _PhraseIndex] = {scope: _PhraseIndex() for scope in get_args(Scope)}
    for reason, scope, phrase in load_phrases():
        _add(index[scope], phrase, reason)
    return index


def _add(index: _PhraseIndex, phrase: str, reason: str) -> None:
    """Add a phrase. A space before an asterisk is kept: a word must end there."""
    if phrase.startswith("*"):
        suffix = phrase[1:]
        index.suffixes.setdefault(suffix[-_INDEX_LENGTH:], []).append((suffix, reason))
    elif "*" in phrase:
        prefix, later, *_ = [*phrase.split("*"), ""]
        index.prefixes.setdefault(prefix[:_INDEX_LENGTH], []).append((prefix, later, reason))
    else:
        index.exact[_keys(phrase)[1]] = reason
