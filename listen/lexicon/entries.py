"""Reads a lexicon: {"Kyiv": "Keev"}, or a list of {"word": "Kyiv", "ipa": "ˈkiːv"}.

LexiconError    a ValueError: what is wrong, and with which word
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import regex

from audio_cache.spec import LexiconEntry
from listen.article.text.clean import one_line

MOST_IN_REQUEST = 1_000
MOST_ON_SERVER = 10_000
"""Entries."""

_LONGEST = 200
"""Characters of a word, and of what is said for it."""

_FIELDS = {"word": str, "say": str, "ipa": str, "case": bool, "whole": bool, "language": str}
_KINDS = {str: "string", bool: "boolean"}
_SPEAKABLE = regex.compile(r"[\p{L}\p{N}]")
_IPA = regex.compile(r"(?=.*[\p{Ll}\p{Lo}])[\p{L}\p{M}\p{Sk}.‿|‖↗↘ -]+")
_LANGUAGE = regex.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*+")


class LexiconError(ValueError):
    pass


def read_entries(given: Any, most: int) -> tuple[LexiconEntry, ...]:
    """Also from the JSON of it, as it stands in a query. Of equal words the last one holds.

    Raises LexiconError.
    """
    if isinstance(given, str):
        given = _from_json(given)
    if isinstance(given, Mapping):
        given = [_with_word(word, said) for word, said in given.items()]
    if not isinstance(given, list):
        raise LexiconError("it is neither a list of entries nor words with what is said for them")
    if len(given) > most:
        raise LexiconError(f"it has {len(given)} entries, and at most {most} are read")
    return merge([_entry(fields) for fields in given])


def merge(*lexicons: Sequence[LexiconEntry]) -> tuple[LexiconEntry, ...]:
    """One of several, in which a later entry for a word takes the place of an earlier one."""
    entries: dict[tuple[str, bool, str], LexiconEntry] = {}
    for entry in (entry for lexicon in lexicons for entry in lexicon):
        word = entry.word if entry.case else entry.word.casefold()
        if not entry.case:
            entries.pop((entry.word, True, entry.language), None)
        entries[word, entry.case, entry.language] = entry
    return tuple(entries.values())


def make_entry(**fields: Any) -> LexiconEntry:
    """A word that has capitals is found as it is written, unless `case` says otherwise.

    Raises LexiconError.
    """
    for name, kind in _FIELDS.items():
        if not isinstance(fields.get(name, kind()), kind):
            raise LexiconError(f"its field {name!r} is not a {_KINDS[kind]}")
    texts = {name: one_line(fields.get(name, "")) for name in ("word", "say", "ipa", "language")}
    word, say, ipa = texts["word"], texts["say"], texts["ipa"].strip("/[] ")
    if any(len(text) > _LONGEST for text in texts.values()):
        raise LexiconError(f"one of its fields has more than {_LONGEST} characters")
    if not _SPEAKABLE.search(word):
        raise LexiconError("its 'word' has no letter and no digit")
    if not say and not ipa:
        raise LexiconError("it has neither 'say' nor 'ipa'")
    if say and not _SPEAKABLE.search(say):
        raise LexiconError("its 'say' has no letter and no digit")
    if ipa and not _IPA.fullmatch(ipa):
        raise LexiconError("its 'ipa' is not written in the International Phonetic Alphabet")
    if texts["language"] and not _LANGUAGE.fullmatch(texts["language"]):
        raise LexiconError("its 'language' is not a BCP 47 tag such as en or en-GB")
    case = fields.get("case", word != word.lower())
    return LexiconEntry(word, say, ipa, case, fields.get("whole", True), texts["language"])


def _from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LexiconError(f"it is not JSON: {error}") from None


def _with_word(word: str, said: Any) -> Any:
    if isinstance(said, str):
        return {"word": word, "say": said}
    if isinstance(said, Mapping):
        return {**said, "word": word}
    raise LexiconError(f"what is said for {word[:40]!r} is neither a string nor an entry")


def _entry(fields: Any) -> LexiconEntry:
    if not isinstance(fields, Mapping):
        raise LexiconError(f"{str(fields)[:40]!r} is not an entry")
    try:
        if unknown := sorted(fields.keys() - _FIELDS.keys()):
            raise LexiconError(f"it has an unknown field {unknown[0]!r}")
        return make_entry(**fields)
    except LexiconError as error:
        word = fields.get("word", "")
        raise LexiconError(f"the entry {str(word)[:40]!r} is wrong: {error}") from None
