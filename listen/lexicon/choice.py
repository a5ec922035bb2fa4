"""What of the lexicons an article needs, and what came of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from audio_cache.spec import Block, LexiconEntry
from listen.lexicon.entries import merge
from worker.script.normalize.lexicon import Lexicon

Entries = tuple[LexiconEntry, ...]
"""Hashable: what the server's own come to need not be found out anew for every article."""

Uses = Counter[LexiconEntry]
"""How often each entry's word occurs."""


def usable(lexicons: Sequence[Entries], language: str, ipa: bool) -> Entries:
    """The entries for articles in the language, with one way to say each, as one voice can.

    A later lexicon goes over an earlier one, in each an entry for the language over one for any.
    What has IPA only is left out for a voice that knows none.
    """
    found = [_usable(lexicon, language, ipa) for lexicon in lexicons if lexicon]
    return found[0] if len(found) == 1 else merge(*found)


@lru_cache(maxsize=16)
def _usable(lexicon: Entries, language: str, ipa: bool) -> Entries:
    entries = sorted(lexicon, key=lambda entry: bool(entry.language))
    return merge(
        [
            _with_one_way(entry, ipa)
            for entry in entries
            if _is_for(language, entry) and (entry.say or (ipa and entry.ipa))
        ]
    )


def in_both_ways(entries: Iterable[LexiconEntry]) -> Entries:
    """Sorted; those of one word, one in IPA and one respelled for another voice, as one entry."""
    found: dict[LexiconEntry, LexiconEntry] = {}
    for entry in entries:
        word = replace(entry, say="", ipa="")
        known = found.get(word, word)
        found[word] = replace(known, say=known.say or entry.say, ipa=known.ipa or entry.ipa)
    return tuple(sorted(found.values()))


def in_one_way(entries: Iterable[LexiconEntry], ipa: bool) -> Entries:
    """Of a spec's entries those that one voice can speak, as a spec of its own has them."""
    return tuple(sorted(_with_one_way(e, ipa) for e in entries if e.say or (ipa and e.ipa)))


def _with_one_way(entry: LexiconEntry, ipa: bool) -> LexiconEntry:
    if ipa and entry.ipa:
        return replace(entry, say="", language="")
    return replace(entry, ipa="", language="")


def unusable(lexicons: Sequence[Entries], language: str, ipa: bool) -> Entries:
    """The entries for the language that a voice without IPA cannot use."""
    return () if ipa else merge(*(_with_ipa_only(lexicon, language) for lexicon in lexicons))


@lru_cache(maxsize=16)
def _with_ipa_only(lexicon: Entries, language: str) -> Entries:
    return tuple(
        replace(entry, language="")
        for entry in lexicon
        if not entry.say and _is_for(language, entry)
    )


def count(blocks: Sequence[Block], entries: Entries) -> Uses:
    lexicon = _lexicon(entries)
    return Counter(hit.entry for block in blocks for hit in lexicon.find(block.text))


def uses_json(uses: Uses, applied: bool = True) -> list[dict[str, Any]]:
    """As the preview and the report show them, by the word."""
    return [
        {
            "word": entry.word,
            "count": times,
            **({"ipa": entry.ipa} if entry.ipa else {}),
            **({"say": entry.say} if entry.say else {}),
            "applied": applied,
        }
        for entry, times in sorted(uses.items())
    ]


def _is_for(language: str, entry: LexiconEntry) -> bool:
    """Whether one tag is the other or the beginning of it: en is for en-GB, en-US is for en."""
    asked, declared = language.lower().split("-"), entry.language.lower().split("-")
    return not entry.language or all(a == b for a, b in zip(asked, declared, strict=False))


@lru_cache(maxsize=16)
def _lexicon(entries: Entries) -> Lexicon:
    return Lexicon(entries)
