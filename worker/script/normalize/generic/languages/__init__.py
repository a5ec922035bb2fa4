"""Profiles of languages: a module for each that has rules of its own, table rows for the others.

A language's module holds everything that is known of it: words, abbreviations, agreement, dates,
ordinals, Roman numerals, times and telephone numbers.
"""

import functools

from worker.script.normalize.generic import tables
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.languages import (
    chinese,
    dutch,
    french,
    german,
    italian,
    japanese,
    korean,
    polish,
    portuguese,
    russian,
    spanish,
    swedish,
    turkish,
    ukrainian,
)
from worker.script.normalize.generic.profile import Profile

PROFILES: dict[str, Profile] = {
    "de": german.PROFILE,
    "es": spanish.PROFILE,
    "fr": french.PROFILE,
    "it": italian.PROFILE,
    "ja": japanese.PROFILE,
    "ko": korean.PROFILE,
    "nl": dutch.PROFILE,
    "pl": polish.PROFILE,
    "pt": portuguese.PROFILE,
    "ru": russian.PROFILE,
    "sv": swedish.PROFILE,
    "tr": turkish.PROFILE,
    "uk": ukrainian.PROFILE,
    "yue": chinese.CANTONESE,
    "zh": chinese.PROFILE,
}
"""Languages with a module, by primary subtag."""

NAMES = tuple(sorted({*PROFILES, *tables.POINTS}))
"""Primary subtags of the languages whose numbers are spoken in words."""

_UNSPACED = frozenset({"km", "lo", "my", "th"})
_ALIASES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil", "cmn": "zh"}


@functools.lru_cache(maxsize=256)
def find_language(primary: str, region: str) -> Language:
    """Return one object for each language, so that its cached properties are computed once."""
    name = _ALIASES.get(primary, primary)
    return Language(name, region, PROFILES.get(name) or _from_tables(name))


def _from_tables(name: str) -> Profile:
    """Return the profile of a language of which only words are known."""
    return Profile(
        point=tables.POINTS.get(name, ""),
        minus=tables.MINUSES.get(name, ""),
        operators={"+": tables.PLUSES[name]} if name in tables.PLUSES else {},
        dot=tables.DOTS.get(name, ""),
        to=tables.TO.get(name, ""),
        at=tables.AT.get(name, ""),
        and_=tables.AND.get(name, ""),
        number_sign=tables.NUMBER_SIGNS.get(name, ""),
        fractions=tables.FRACTIONS.get(name, ()),
        of=tables.OF.get(name, ""),
        hours=tables.HOURS.get(name, "{} {}"),
        years_in_hundreds=name in tables.YEARS_IN_HUNDREDS,
        spaced=name not in _UNSPACED,
        hour_letter=name in tables.HOUR_LETTER,
        ordinal_ending=tables.ORDINAL_ENDINGS.get(name, ""),
        millions_of=tables.MILLIONS_OF.get(name, ""),
        scales=tables.SCALES.get(name, {}),
    )
