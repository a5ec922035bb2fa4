"""Durations and angles: 1'32'', 2 h 03 min 45 s, 2:03:45 Stunden, 52° 31'."""

import functools

import regex

from worker.script.normalize.generic.amounts import measure_in_words
from worker.script.normalize.generic.cldr import names_of_unit
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.profile import Match, Profile, Rule, context_of
from worker.script.normalize.generic.tables import DEGREE

_START = r"(?<![\p{L}\p{N}.,:°])"
_SECONDS = r"(?P<seconds>[0-5]?[0-9])"
_PRIMES = rf"""{_START}(?:(?P<hours>[0-9]{{1,2}})\ ?h\ ?)?(?P<minutes>[0-9]{{1,3}})'\ ?
    {_SECONDS}(?:''|")(?P<decimals>[0-9]{{1,2}})?(?![\p{{L}}\p{{N}}])"""
_LETTERS = rf"""{_START}(?P<hours>[0-9]{{1,3}})\ ?h\ ?(?P<minutes>[0-5]?[0-9])\ ?min(?!\p{{L}})
    (?:\ ?{_SECONDS}\ ?s(?!\p{{L}}))?+"""
_COLONS = rf"""{_START}(?:(?P<hours>[0-9]{{1,3}}):(?=[0-9]+:))?(?P<minutes>[0-9]{{1,3}}):
    (?P<seconds>[0-5][0-9])(?:,(?P<decimals>[0-9]{{1,3}}))?+
    \ (?P<unit>\p{{L}}{{1,12}}+)(?:\.(?=[,;)]|\ \p{{Ll}}))?+"""
_MINUTE = rf"""{_START}(?P<minutes>[0-9]{{1,3}})'(?![\p{{L}}\p{{N}}'"])"""
_OPEN_QUOTE = regex.compile(r"(?<![\p{L}\p{N}])'[^']*$")
_ANGLE = r"""(?<![\p{L}\p{N}.,])(?P<degrees>[0-9]{1,3})\ ?°\ ?(?P<minutes>[0-5]?[0-9])\ ?'(?!')
    (?:\ ?(?P<seconds>[0-5]?[0-9])(?:[.,](?P<decimals>[0-9]{1,3}))?+\ ?(?:''|"))?+"""


_UNITS = {
    "degrees": DEGREE,
    "hours": "duration-hour",
    "minutes": "duration-minute",
    "seconds": "duration-second",
}


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules for durations and angles."""
    if not profile.spaced:
        return ()
    patterns = (_PRIMES, _LETTERS, _ANGLE)
    rules = (*(Rule(pattern, _parts) for pattern in patterns), Rule(_COLONS, _with_colons))
    return (*rules, Rule(_MINUTE, _minute)) if profile.minute_sign else rules


def _parts(match: Match, language: Language) -> str | None:
    """Verbalize the parts of a duration or an angle that are not zero; None without their names."""
    written = match.groupdict()
    parts = []
    for name, unit in _UNITS.items():
        decimals = (written.get("decimals") or "") if name == "seconds" else ""
        if int((written.get(name) or "0") + decimals):
            parts.append(measure_in_words(written[name], decimals, unit, language))
    if not parts or not all(parts):
        return None
    *first, last = parts
    return language.join(*first, language.profile.and_ if first else "", last)


def _minute(match: Match, language: Language) -> str | None:
    """Verbalize "al 90'", unless a quotation ends there."""
    is_quoted = _OPEN_QUOTE.search(context_of(match, language).before)
    return None if is_quoted else _parts(match, language)


def _with_colons(match: Match, language: Language) -> str | None:
    """Verbalize "2:03:45 Stunden" and "1:32,4 min". A time of day has no such unit."""
    unit = _unit_names(language).get(match["unit"])
    if unit == "duration-hour" and not match["hours"]:
        hours, minutes = match["minutes"], match["seconds"]
        parts = [measure_in_words(hours, "", "duration-hour", language)]
        if int(minutes):
            parts.append(measure_in_words(minutes, "", "duration-minute", language))
        return language.join(*parts) if all(parts) else None
    return _parts(match, language) if unit else None


@functools.lru_cache(maxsize=64)
def _unit_names(language: Language) -> dict[str, str]:
    """Map the names of hours and minutes in all their forms, and min, to units of CLDR."""
    units = ("duration-hour", "duration-minute")
    names = {name: unit for unit in units for name in names_of_unit(unit, language)}
    return {"min": "duration-minute", "Std": "duration-hour"} | names
