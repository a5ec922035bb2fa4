"""The lexicon entries that apply to an article and its voices."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from audio_cache.language import is_same_or_prefix
from audio_cache.spec import LexiconEntry
from listen.lexicon.entries import merge

Entries = tuple[LexiconEntry, ...]
"""A lexicon. It is hashable, so that results for the server's own lexicons can be cached."""


def applicable_entries(lexicons: Sequence[Entries], language: str, speaks_ipa: bool) -> Entries:
    """Return the entries for articles in a language, each with the pronunciation that is spoken.

    A later lexicon overrides earlier ones. Within a lexicon, an entry for the language overrides
    one for any language. A voice that does not speak IPA gets no entries with IPA only.
    """
    found = [_applicable(lexicon, language, speaks_ipa) for lexicon in lexicons if lexicon]
    return found[0] if len(found) == 1 else merge(*found)


@lru_cache(maxsize=16)
def _applicable(lexicon: Entries, language: str, speaks_ipa: bool) -> Entries:
    entries = sorted(lexicon, key=lambda entry: bool(entry.language))
    return merge(
        [
            _with_single_pronunciation(entry, speaks_ipa)
            for entry in entries
            if _applies_to(entry, language) and _is_speakable(entry, speaks_ipa)
        ]
    )


def ipa_only_entries(lexicons: Sequence[Entries], language: str) -> Entries:
    """Return the entries for a language that only a voice with IPA can speak."""
    return merge(*(_ipa_only(lexicon, language) for lexicon in lexicons))


@lru_cache(maxsize=16)
def _ipa_only(lexicon: Entries, language: str) -> Entries:
    return tuple(
        replace(entry, language="")
        for entry in lexicon
        if not entry.say and _applies_to(entry, language)
    )


def merge_pronunciations(entries: Iterable[LexiconEntry]) -> Entries:
    """Merge an entry in IPA and a respelling of the same word into one entry. Sorts the entries."""
    found: dict[LexiconEntry, LexiconEntry] = {}
    for entry in entries:
        word = replace(entry, say="", ipa="")
        known = found.get(word, word)
        found[word] = replace(known, say=known.say or entry.say, ipa=known.ipa or entry.ipa)
    return tuple(sorted(found.values()))


def single_pronunciations(entries: Iterable[LexiconEntry], speaks_ipa: bool) -> Entries:
    """Return the entries of a spec that one voice can speak, as a spec with only that voice."""
    return tuple(
        sorted(
            _with_single_pronunciation(entry, speaks_ipa)
            for entry in entries
            if _is_speakable(entry, speaks_ipa)
        )
    )


def _is_speakable(entry: LexiconEntry, speaks_ipa: bool) -> bool:
    return bool(entry.say or (speaks_ipa and entry.ipa))


def _with_single_pronunciation(entry: LexiconEntry, speaks_ipa: bool) -> LexiconEntry:
    if speaks_ipa and entry.ipa:
        return replace(entry, say="", language="")
    return replace(entry, ipa="", language="")


def _applies_to(entry: LexiconEntry, language: str) -> bool:
    return not entry.language or is_same_or_prefix(entry.language, language)
