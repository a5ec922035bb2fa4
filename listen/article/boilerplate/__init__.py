"""What pages say around their articles: share bars, comment forms, related links and the like."""

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import regex

from listen.article.prose import ends_sentence

Strength = Literal["always", "edge", "opens"]

MAX_CHARACTERS = 160
"""Of a line of furniture; what is longer is text."""

_NUMBER = regex.compile(r"\p{N}+(?:[.,]\p{N}+)*")
_SPACES = regex.compile(r"\s+")
_BEFORE = regex.compile(r"^[^\p{L}\p{N}#©(<]+")
_AFTER = regex.compile(r"[^\p{L}\p{M}\p{N}#]+$")

_HEAD = 2
"""Characters that phrases are looked up by."""
_TELLING = 12
"""Characters: a sentence may begin with a phrase that is shorter."""


@dataclass
class _Phrases:
    whole: dict[str, str] = field(default_factory=dict)
    begins: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    """By the first characters: what the line begins with, what it has later, the reason."""
    ends: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By the last characters: what the line ends with, the reason."""


def furniture(line: str, strength: Strength) -> str:
    """The reason why this line is furniture; empty when it is none, or not this surely."""
    if len(line) > MAX_CHARACTERS:
        return ""
    key, bare = _keys(line)
    phrases = _phrases()[strength]
    if reason := phrases.whole.get(bare):
        return reason
    for beginning, later, reason in phrases.begins.get(key[:_HEAD], ()):
        if key.startswith(beginning) and later in key[len(beginning) :]:
            telling = ":" in beginning or len(beginning + later) >= _TELLING
            if telling or not ends_sentence(line):
                return reason
    for ending, reason in phrases.ends.get(bare[-_HEAD:], ()):
        if bare.endswith(ending) and (len(ending) >= _TELLING or not ends_sentence(line)):
            return reason
    return ""


@lru_cache(maxsize=16)
def _keys(line: str) -> tuple[str, str]:
    """Lower case, # for every number, no punctuation before it; then none after it either."""
    line = _SPACES.sub(" ", _NUMBER.sub("#", line.casefold().replace("’", "'")))
    key = _BEFORE.sub("", line)
    return key, key if key[-1:].isalpha() else _AFTER.sub("", key)


@cache
def _phrases() -> dict[str, _Phrases]:
    data = tomllib.loads(
        files("listen.article.boilerplate").joinpath("phrases.toml").read_text("utf-8")
    )
    found: dict[str, _Phrases] = {"always": _Phrases(), "edge": _Phrases(), "opens": _Phrases()}
    for reason, strengths in data.items():
        for strength, languages in strengths.items():
            for phrase in (phrase for phrases in languages.values() for phrase in phrases):
                _add(found[strength], phrase, reason)
    return found


def _add(phrases: _Phrases, phrase: str, reason: str) -> None:
    """A space before an asterisk says that a word ends there."""
    if phrase.startswith("*"):
        ending = phrase[1:]
        phrases.ends.setdefault(ending[-_HEAD:], []).append((ending, reason))
    elif "*" in phrase:
        beginning, later, *_ = [*phrase.split("*"), ""]
        phrases.begins.setdefault(beginning[:_HEAD], []).append((beginning, later, reason))
    else:
        phrases.whole[_keys(phrase)[1]] = reason
