"""Turns text into its spoken form: fold, apply the lexicon, verbalize by the language's rules."""

import functools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from audio_cache.language import primary_subtag
from audio_cache.spec import LexiconEntry
from worker.script.normalize import english, generic
from worker.script.normalize.fold import LETTER_APOSTROPHE, fold_characters
from worker.script.normalize.ipa import add_s, notate
from worker.script.normalize.lexicon import NO_LEXICON, Lexicon
from worker.script.normalize.spoken import Override, SpokenForm, Word


class LanguageNormalizer(Protocol):
    """Normalizes folded texts of one language."""

    def __call__(self, text: str, region: str, overrides: Sequence[Override]) -> SpokenForm:
        """Return the spoken form of `text`.

        `region` is the last subtag in lower case, or empty if there is only one.
        """


LANGUAGES: dict[str, LanguageNormalizer] = {"en": english.normalize}
"""Languages with a grammar of their own, by primary subtag. All others share the generic one, with
a profile in generic/languages/."""


_REMEMBERED = 128
"""Short texts whose spoken forms are kept, some 3 KB each in English. A sentence that is one
segment is normalized for the script and again for its speech marks, and for the next edition."""

_MAX_REMEMBERED = 250
"""Characters. Longer texts are rare, and one of 2,000 characters can take 200 KB."""


def normalize(text: str, language: str, lexicon: Lexicon = NO_LEXICON) -> SpokenForm:
    """Return the spoken form of `text`, the input of an engine, aligned with the text.

    `language` is a BCP 47 tag. Its region decides, for example, whether the day or the month comes
    first in an English 5/6/2024.
    """
    is_short = len(text) <= _MAX_REMEMBERED
    return (_remember if is_short else _normalize)(text, language, lexicon)


def _normalize(text: str, language: str, lexicon: Lexicon) -> SpokenForm:
    overrides = [
        Override(
            match.start,
            match.end,
            _pronounce(match.entry, match.suffix, text[match.start : match.end], language),
        )
        for match in lexicon.find(text)
    ]
    primary, region = primary_subtag(language), _last_subtag(language)
    normalizer = LANGUAGES.get(primary) or partial(generic.normalize, primary)
    return _with_apostrophes(text, normalizer(fold_characters(text), region, overrides))


_remember = functools.lru_cache(maxsize=_REMEMBERED)(_normalize)


def _last_subtag(language: str) -> str:
    _, _, subtags = language.replace("_", "-").lower().partition("-")
    return subtags.rpartition("-")[2]


@functools.lru_cache(maxsize=4096)
def _pronounce(entry: LexiconEntry, suffix: str, written: str, language: str) -> str:
    """Return the spoken form of a lexicon entry's word. A respelling is normalized like any text.

    This leaves no digits in it.
    """
    if entry.ipa:
        ipa = add_s(entry.ipa) if suffix else entry.ipa
        return notate(normalize(written, language).text or written, ipa)
    return normalize(entry.say, language).text + suffix


def _with_apostrophes(text: str, spoken: SpokenForm) -> SpokenForm:
    """Add each letter apostrophe that is outside of the words to the word beside it.

    The rules treat it as punctuation, but every letter must be in a word. Without a word beside
    it, it becomes a word that is not spoken.
    """
    if LETTER_APOSTROPHE not in text:
        return spoken
    words = list(spoken.words)
    for place, character in enumerate(text):
        if character != LETTER_APOSTROPHE:
            continue
        index = bisect_right(words, place, key=lambda word: word.start)
        last_end = words[index - 1].end if index else -1
        if last_end > place:
            continue
        if last_end == place:
            words[index - 1] = replace(words[index - 1], end=place + 1)
        elif index < len(words) and words[index].start == place + 1:
            words[index] = replace(words[index], start=place)
        else:
            spoken_end = words[index - 1].spoken_end if index else 0
            words.insert(index, Word(place, place + 1, spoken_end, spoken_end))
    return replace(spoken, words=tuple(words))
