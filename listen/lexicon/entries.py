"""Parses a lexicon: {"Kyiv": "Keev"}, or a list of {"word": "Kyiv", "ipa": "ˈkiːv"}.

    LexiconError    a ValueError; names the entry, the rule and the value

Its message is a phrase without a final full stop, for use after "'lexicon' is invalid: ".
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import regex

from audio_cache.excerpt import excerpt
from audio_cache.language import is_tag
from audio_cache.spec import LexiconEntry
from listen.article.text.clean import one_line

MAX_IN_REQUEST = 1_000
MAX_ON_SERVER = 10_000
"""Entries of a lexicon."""

_MAX_CHARACTERS = 200
"""Characters of each field of an entry."""

_FIELDS = {"word": str, "say": str, "ipa": str, "case": bool, "whole": bool, "language": str}
_TYPE_NAMES = {str: "a string", bool: "a boolean"}
_SPEAKABLE = regex.compile(r"[\p{L}\p{N}]")
_IPA = regex.compile(r"(?=.*[\p{Ll}\p{Lo}])[\p{L}\p{M}\p{Sk}.‿|‖↗↘ -]+")


class LexiconError(ValueError):
    """A lexicon is invalid."""


def parse_entries(lexicon: Any, max_entries: int) -> tuple[LexiconEntry, ...]:
    """Return the entries of a mapping, of a list, or of the JSON text of either.

    The last entry for a word overrides earlier ones. Raises LexiconError.
    """
    if isinstance(lexicon, str):
        lexicon = _from_json(lexicon)
    if isinstance(lexicon, Mapping):
        lexicon = [_with_word(word, pronunciation) for word, pronunciation in lexicon.items()]
    if not isinstance(lexicon, list):
        raise LexiconError(
            "it must be a list of entries, or an object that maps words to pronunciations, "
            f"got {excerpt(lexicon)}"
        )
    if len(lexicon) > max_entries:
        raise LexiconError(f"it must not have more than {max_entries} entries, got {len(lexicon)}")
    return merge([_parse_entry(fields) for fields in lexicon])


def merge(*lexicons: Sequence[LexiconEntry]) -> tuple[LexiconEntry, ...]:
    """Return the entries of all lexicons. A later entry for a word overrides earlier ones."""
    entries: dict[tuple[str, bool, str], LexiconEntry] = {}
    for entry in (entry for lexicon in lexicons for entry in lexicon):
        word = entry.word if entry.case else entry.word.casefold()
        if not entry.case:
            entries.pop((entry.word, True, entry.language), None)
        entries[word, entry.case, entry.language] = entry
    return tuple(entries.values())


def make_entry(**fields: Any) -> LexiconEntry:
    """Return a validated entry. `case` defaults to whether the word has capitals.

    Raises LexiconError.
    """
    for name, kind in _FIELDS.items():
        value = fields.get(name, kind())
        if not isinstance(value, kind):
            raise LexiconError(f"{name!r} must be {_TYPE_NAMES[kind]}, got {excerpt(value)}")
    texts = {name: one_line(fields.get(name, "")) for name in ("word", "say", "ipa", "language")}
    for name, text in texts.items():
        if len(text) > _MAX_CHARACTERS:
            raise LexiconError(
                f"{name!r} must not be longer than {_MAX_CHARACTERS} characters, got {len(text)}"
            )
    word, say, ipa = texts["word"], texts["say"], texts["ipa"].strip("/[] ")
    if not _SPEAKABLE.search(word):
        raise LexiconError(f"'word' must have a letter or a digit, got {excerpt(word)}")
    if not say and not ipa:
        raise LexiconError("'say' or 'ipa' must be given")
    if say and not _SPEAKABLE.search(say):
        raise LexiconError(f"'say' must have a letter or a digit, got {excerpt(say)}")
    if ipa and not _IPA.fullmatch(ipa):
        raise LexiconError(
            f"'ipa' must be written in the International Phonetic Alphabet, got {excerpt(ipa)}"
        )
    language = texts["language"]
    if language and not is_tag(language):
        raise LexiconError(
            f"'language' must be a BCP 47 tag such as en or en-GB, got {excerpt(language)}"
        )
    case = fields.get("case", word != word.lower())
    return LexiconEntry(word, say, ipa, case, fields.get("whole", True), language)


def _from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LexiconError(f"it must be JSON, got {excerpt(text)}: {error}") from None


def _with_word(word: str, pronunciation: Any) -> Any:
    if isinstance(pronunciation, str):
        return {"word": word, "say": pronunciation}
    if isinstance(pronunciation, Mapping):
        return {**pronunciation, "word": word}
    raise LexiconError(
        f"the pronunciation of {word[:40]!r} must be a string or an object, "
        f"got {excerpt(pronunciation)}"
    )


def _parse_entry(fields: Any) -> LexiconEntry:
    if not isinstance(fields, Mapping):
        raise LexiconError(f"an entry must be an object, got {excerpt(fields)}")
    try:
        if unknown := sorted(fields.keys() - _FIELDS.keys()):
            raise LexiconError(
                f"unknown field {unknown[0][:40]!r}; the fields are: {', '.join(_FIELDS)}"
            )
        return make_entry(**fields)
    except LexiconError as error:
        word = fields.get("word", "")
        raise LexiconError(f"entry {str(word)[:40]!r}: {error}") from None
