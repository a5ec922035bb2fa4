"""Rates: a unit, a span of time or a number after a slash, as in 3 €/kg and 5 l/100 km."""

import functools
from decimal import Decimal

from worker.script.normalize.generic.cldr import per_unit, unit_name, units, with_unit
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import integer
from worker.script.normalize.generic.profile import Match, Profile, Rule

_RATE = r"""
    /(?<=[0-9][0-9.,]{0,9}\ ?(?:[\p{L}µ°%]{1,20}[²³]?\.?|[kKMT]?\p{Sc})?/)
    (?:(?P<count>10{1,5})\ ?)?(?P<unit>[\p{L}µ]{1,12}[²³23]?)(?![\p{L}\p{N}/'])
    (?:\.(?=\ ?[\p{Ll},;)]))?+
"""
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year")
_SYMBOLS = {"s": "duration-second", "d": "duration-day", "a": "duration-year"}


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rule for rates."""
    return (Rule(_RATE, _rate),)


def _rate(match: Match, language: Language) -> str | None:
    """Verbalize the slash and what follows it: "pro Kilogramm", "par jour", "auf hundert Meter"."""
    unit, profile = _units(language).get(match["unit"]), language.profile
    if match["count"]:
        count, value = integer(match["count"], language), Decimal(match["count"])
        if not (unit and count and profile.per_many):
            return None
        return language.join(profile.per_many, with_unit(count, unit, value, language))
    return profile.rates.get(match["unit"]) or (per_unit(unit, language) if unit else "") or None


@functools.lru_cache(maxsize=64)
def _units(language: Language) -> dict[str, str]:
    """Map symbols, and names of spans of time, to CLDR unit identifiers."""
    names = {
        name: f"duration-{time}"
        for time in _TIMES
        if (name := unit_name(f"duration-{time}", language))
    }
    return names | _SYMBOLS | units(language)
