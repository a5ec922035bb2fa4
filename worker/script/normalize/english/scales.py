"""Numbers with an abbreviated scale or an exponent: 3bn, 10k, 5m people, 1.6E-19."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import (
    DASH,
    END,
    NUMBER,
    SCALE,
    SCALES,
    follows_model,
    is_labelled,
    word_after,
    word_before,
)
from worker.script.normalize.english.years import COUNTABLE_NOUNS
from worker.script.normalize.rules import DIGIT, Rule
from worker.script.normalize.tables import word_set

_RUNS = word_set("run runs race races walk course runner runners in")
_MEASURED = word_set("long high tall wide deep away apart above below from race hurdles")
_DISTANCES = word_set("25 50 60 100 110 200 400 500 800 1000 1500")
_PERIOD = re.compile(
    r"\s(?:(?:in|by|since|for)\s(?:19|20)[0-9]{2}\b|(?:last|this|a|per|each|every)\s"
    r"(?:year|month|week)\b)|,\s(?:up|down)\b"
)
_CONTEXT = 100  # code points
_SCREEN_RESOLUTIONS = word_set("2 4 5 8")


def _scaled(match: re.Match[str]) -> str | None:
    """Verbalize 3bn and 10k, and 5m if it counts something. 4K is a screen resolution."""
    value, scale = match["value"], match["scale"]
    after = word_after(match).lower()
    if (is_labelled(match) and not match["low"]) or follows_model(match):
        return None
    if scale in "kK" and (len(value) > 3 and value.isdecimal()):  # a color temperature: 6500K
        return None
    if scale in "kK" and (value in _SCREEN_RESOLUTIONS or after in _RUNS):
        return f"{numerals.number(value)} K"
    is_ambiguous = scale in "mbtT" or len(value) > 3 or match[0] == "3M"
    counts = after in COUNTABLE_NOUNS or _is_count_nearby(match)
    if scale in "mbtMBT" and is_ambiguous and not counts:
        return None
    low = f"{numerals.number(match['low'])} to " if match["low"] else ""
    return f"{low}{numerals.number(value)} {SCALES[scale.lower()]}"


def _is_count_nearby(match: re.Match[str]) -> bool:
    """Return whether a number with the same scale nearby counts something.

    As in "79.2m in 2023 and 83.9m passengers now", but not in "won the 100m last year".
    """
    has_article = word_before(match).lower() in ("a", "the")  # a 2m rule
    if has_article or match["value"] in _DISTANCES or word_after(match) in _MEASURED:
        return False
    alike = re.compile(rf"[0-9]{match['scale']}(?=\s([a-z]+)|(?![^\W_]))")
    start, end = max(0, match.start() - _CONTEXT), match.end() + _CONTEXT
    return any(
        other[1] in COUNTABLE_NOUNS or _PERIOD.match(match.string, other.end())
        for other in alike.finditer(match.string, start, end)
    )


def _decimal_comma(match: re.Match[str]) -> str:
    return numerals.number(match[0].replace(",", "."))


def _power_of_ten(match: re.Match[str]) -> str | None:
    """Verbalize 1.6E-19 and 1e6, but not the model 6E2."""
    exponent = match["exponent"]
    if match["mark"] == "E" and "." not in match["number"] and exponent[0] not in "+-":
        return None
    minus = "minus " if exponent[0] == "-" else ""
    power = numerals.number(exponent.lstrip("+-"))
    return f"{numerals.number(match['number'])} times ten to the power of {minus}{power}"


RULES = (
    Rule(
        DIGIT,
        rf"(?P<number>[0-9](?:\.[0-9]{{1,9}})?)(?P<mark>[eE])(?P<exponent>[+-]?[0-9]{{1,3}}){END}",
        _power_of_ten,
    ),
    Rule(DIGIT, rf"[0-9]{{1,3}},[0-9]{{1,2}}(?=\s{SCALE}{END})", _decimal_comma),
    Rule(
        DIGIT,
        rf"(?<!:)(?:(?<![^\W\d_]-)(?P<low>{NUMBER}){DASH})?(?P<value>{NUMBER})"
        rf"(?P<scale>[kKmMbBtT]|[mbt]n|[mb]ln|trn){END}",
        _scaled,
    ),
)
