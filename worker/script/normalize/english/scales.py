"""Numbers with a short form of a scale: 3bn, 10k, 5m people, 1.6E-19."""

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
from worker.script.normalize.english.years import COUNTED
from worker.script.normalize.rules import DIGIT, Rule
from worker.script.normalize.tables import word_set

_RUNS = word_set("run runs race races walk course runner runners in")
_MEASURED = word_set("long high tall wide deep away apart above below from race hurdles")
_DISTANCES = word_set("25 50 60 100 110 200 400 500 800 1000 1500")
_PERIOD = re.compile(
    r"\s(?:(?:in|by|since|for)\s(?:19|20)[0-9]{2}\b|(?:last|this|a|per|each|every)\s"
    r"(?:year|month|week)\b)|,\s(?:up|down)\b"
)
_REACH = 100  # code points
_SCREEN_SHARPNESS = word_set("2 4 5 8")


def _scaled(found: re.Match[str]) -> str | None:
    """3bn, 10k and, where it counts something, 5m; 4K is how sharp a screen is."""
    value, scale = found["value"], found["scale"]
    after = word_after(found).lower()
    if (is_labelled(found) and not found["low"]) or follows_model(found):
        return None
    if scale in "kK" and (len(value) > 3 and value.isdecimal()):  # how warm light is: 6500K
        return None
    if scale in "kK" and (value in _SCREEN_SHARPNESS or after in _RUNS):
        return f"{numerals.number(value)} K"
    uncounted = scale in "mbtT" or len(value) > 3 or found[0] == "3M"
    if scale in "mbtMBT" and after not in COUNTED and uncounted and not _counts_nearby(found):
        return None
    low = f"{numerals.number(found['low'])} to " if found["low"] else ""
    return f"{low}{numerals.number(value)} {SCALES[scale.lower()]}"


def _counts_nearby(found: re.Match[str]) -> bool:
    """Both of 79.2m in 2023 and 83.9m passengers now; but whoever won the 100m last year ran it."""
    single = word_before(found).lower() in ("a", "the")  # a 2m rule
    if single or found["value"] in _DISTANCES or word_after(found) in _MEASURED:
        return False
    alike = re.compile(rf"[0-9]{found['scale']}(?=\s([a-z]+)|(?![^\W_]))")
    start, end = max(0, found.start() - _REACH), found.end() + _REACH
    return any(
        other[1] in COUNTED or _PERIOD.match(found.string, other.end())
        for other in alike.finditer(found.string, start, end)
    )


def _decimal_comma(found: re.Match[str]) -> str:
    return numerals.number(found[0].replace(",", "."))


def _power_of_ten(found: re.Match[str]) -> str | None:
    """1.6E-19 and 1e6, but not a model's 6E2."""
    exponent = found["exponent"]
    if found["mark"] == "E" and "." not in found["number"] and exponent[0] not in "+-":
        return None
    minus = "minus " if exponent[0] == "-" else ""
    power = numerals.number(exponent.lstrip("+-"))
    return f"{numerals.number(found['number'])} times ten to the power of {minus}{power}"


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
