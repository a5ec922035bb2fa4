"""The spoken form of a segment's text."""

import functools

from audio_cache.spec import LexiconEntry
from worker.script.normalize import english, generic
from worker.script.normalize.fold import to_plain
from worker.script.normalize.ipa import notate, with_s
from worker.script.normalize.lexicon import NO_LEXICON, Lexicon
from worker.script.normalize.rules import Reader
from worker.script.normalize.spoken import Decided, Spoken


def normalize(text: str, language: str, lexicon: Lexicon = NO_LEXICON) -> Spoken:
    """What the engine is given for `text`, and what of it is said for what of the text.

    `language` is a BCP 47 tag; its region decides what comes first in an English 5/6/2024.
    """
    decided = [
        Decided(
            hit.start, hit.end, _say(hit.entry, hit.ending, text[hit.start : hit.end], language)
        )
        for hit in lexicon.find(text)
    ]
    primary, _, rest = language.replace("_", "-").lower().partition("-")
    region = rest.rpartition("-")[2]
    if primary == "en":
        return _english(english.day_comes_first(region)).read(to_plain(text), decided)
    return generic.read(to_plain(text), primary, region, decided)


@functools.lru_cache(maxsize=4096)
def _say(entry: LexiconEntry, ending: str, written: str, language: str) -> str:
    """A respelling is read like any text: no digit is left in it."""
    if entry.ipa:
        ipa = with_s(entry.ipa) if ending else entry.ipa
        return notate(normalize(written, language).text or written, ipa)
    return normalize(entry.say, language).text + ending


@functools.cache
def _english(day_first: bool) -> Reader:
    return Reader(english.rules(day_first), english.say_word, english.MARKS, english.NOTABLE)
