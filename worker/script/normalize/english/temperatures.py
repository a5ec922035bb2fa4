"""Temperatures without a degree sign: 20C, 95F, 350 degrees F."""

import re

from worker.script.normalize.english import numerals, units
from worker.script.normalize.english.context import (
    AIRCRAFT_MODELS,
    DASH,
    END,
    is_attribute,
    is_labelled,
    word_after,
    word_before,
)
from worker.script.normalize.rules import DIGIT, LETTER, Rule
from worker.script.normalize.tables import word_set

_SIZED = word_set("bra bras cup dating")
_WEATHER = word_set("""
    day days heat heatwave temperature temperatures weather water air oven sun sunshine rise warming
    limit target threshold mark high low record cold chill increase range world
""")
_ARTICLES = word_set("a an the")


def _temperature(match: re.Match[str]) -> str | None:
    """Verbalize 20C and 95F, but neither gate 20C nor the 20C bus."""
    before, value, low = word_before(match), match["value"], match["low"]
    modifies_noun, after = is_attribute(match), word_after(match)
    is_name = is_labelled(match) or value in AIRCRAFT_MODELS or after in _SIZED
    is_model = before.isalpha() and not (before.islower() or before.istitle())
    is_other = modifies_noun and before.lower() in _ARTICLES and after not in _WEATHER
    if is_name or is_model or is_other:
        return None
    name = units.name(f"°{match['scale']}", plural=not modifies_noun and (low or value) != "1")
    return f"{f'{numerals.number(low)} to ' if low else ''}{numerals.number(value)} {name}"


def _scale(match: re.Match[str]) -> str:
    """Verbalize the letter of 350 degrees F."""
    return "Celsius" if match["scale"] == "C" else "Fahrenheit"


RULES = (
    Rule(
        DIGIT,
        rf"(?<!:)(?:(?P<low>[0-9]{{1,3}}){DASH})?(?P<value>[0-9]{{1,3}}(?:\.[0-9])?)"
        rf"(?P<scale>[CF])(?!\s[0-9]){END}",
        _temperature,
    ),
    Rule(LETTER, r"(?:(?<=degrees )|(?<=deg )|(?<=deg\. ))(?P<scale>[CF])\b", _scale),
)
