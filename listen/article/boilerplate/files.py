"""Loads the phrases from the TOML files, one a language."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal, get_args

import regex

Scope = Literal["always", "edge", "opens", "sentence", "apart"]
"""The places where a phrase is boilerplate; en.toml describes them."""

REASONS = (
    *("share bar", "reading time", "player label", "comment form", "newsletter box"),
    *("related links", "references", "cookie note", "photo credit", "advertisement"),
    *("navigation", "byline", "paywall", "copyright", "form message", "contact"),
)
"""Names of the tables in the files. Of two phrases that match a line, the later exact phrase wins,
or else the earlier pattern."""

_CHOICE = regex.compile(r"\{([^{}]*)\}")


def load_phrases() -> Iterator[tuple[str, Scope, str]]:
    """Yield reason, scope and phrase of all languages, in the order of REASONS."""
    names = sorted(
        (file for file in files(__package__).iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    tables = [tomllib.loads(file.read_text("utf-8")) for file in names]
    for reason in REASONS:
        for scope in get_args(Scope):
            for table in tables:
                for phrase in table.get(reason, {}).get(scope, ()):
                    yield reason, scope, phrase


def expand(phrase: str) -> list[str]:
    """Return the phrases that one with choices stands for: "{a|b} c" for "a c" and "b c".

    Choices may hold choices.
    """
    match = _CHOICE.search(phrase)
    if match is None:
        return [phrase]
    before, after = phrase[: match.start()], phrase[match.end() :]
    return [one for choice in match[1].split("|") for one in expand(before + choice + after)]
