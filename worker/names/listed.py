"""The names of names.tsv, which is written by hand, and where a text has them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from worker.names.fold import without_accents
from worker.script.normalize.ipa import add_s

FILE = Path(__file__).with_name("names.tsv")
"""Lines of a name, its pronunciation in IPA as in American English, and the language that it comes
from (BCP 47), separated by tabs and sorted. Accents in a text need not be those of the file."""

_WORD = re.compile(r"[^\W\d_]+")
_SUFFIX = re.compile(r"'[sS]?(?!\w)|s(?!\w)|(?!\w)")
_MIN_PLURAL = 4
"""Letters of a name that may have a plural s."""


@dataclass(frozen=True)
class FoundName:
    """A place of a text that has a name."""

    start: int
    end: int
    """Code points into the text."""
    ipa: str
    certain: bool
    """False: it may be another word, such as Jesus for Jesús, or Series for the plural of Serie."""


@cache
def listed_names() -> dict[str, str]:
    """Return IPA by name."""
    rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines())
    return {name: ipa for name, ipa, _ in rows}


@cache
def _names_by_first_word() -> dict[str, list[str]]:
    """Return the names that begin with a word, the longest first."""
    names: dict[str, list[str]] = {}
    for name in sorted(listed_names(), key=len, reverse=True):
        if first := _WORD.match(without_accents(name)):
            names.setdefault(first[0], []).append(name)
    return names


@cache
def names_in_small_letters() -> dict[str, str]:
    """Return IPA by name in lower case without accents, of the names that are one word."""
    return {
        without_accents(name).lower(): ipa
        for name, ipa in listed_names().items()
        if " " not in name
    }


def find_names(text: str) -> Iterator[FoundName]:
    """Yield the names in order, without overlaps, in the capitals of the file.

    A place includes the ending of a possessive or a plural.
    """
    plain, place = without_accents(text), 0
    names = _names_by_first_word()
    for word in _WORD.finditer(plain):
        start = word.start()
        if start < place:
            continue
        for name in names.get(word[0], names.get(word[0].removesuffix("s"), ())):
            if found := _match(name, text, plain, start):
                yield found
                place = found.end
                break


def _match(name: str, text: str, plain: str, start: int) -> FoundName | None:
    end = start + len(name)
    if not plain.startswith(without_accents(name), start) or (
        start and plain[start - 1] in "'_0123456789"
    ):
        return None
    suffix = _SUFFIX.match(plain, end)
    if suffix is None or (suffix[0] == "s" and len(name) < _MIN_PLURAL):
        return None
    ipa = listed_names()[name]
    has_s = suffix[0] in ("'s", "'S", "s")
    certain = " " in name or (text.startswith(name, start) and suffix[0] != "s")
    return FoundName(start, suffix.end(), add_s(ipa) if has_s else ipa, certain)
