"""Plain numbers, ordinals, percentages, scales, and the numbers that are names."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import (
    DASH,
    END,
    NUMBER,
    SCALES,
    word_after,
    word_before,
)
from worker.script.normalize.english.years import COUNTED, is_year
from worker.script.normalize.reader import DIGIT, SIGN, Rule, always
from worker.script.normalize.tables import word_set

AEROPLANES = word_set("707 717 727 737 747 757 767 777 787")
# What these name is read in pairs: Flight 370 is "three seventy".
_NAMED_BY_NUMBER = word_set("""
    flight flights route highway interstate boeing airbus room porsche ferrari bmw peugeot bus
    suite apartment mercedes model
""")
_EMERGENCY = word_set("911 999 112 000")
_BEFORE_EMERGENCY = word_set("call calls called calling dial dialed dialled dialing ring")
_AFTER_EMERGENCY = word_set("call calls caller callers operator dispatcher dispatchers")
_RUNS = word_set("run runs race races walk course")
_SCREEN_SHARPNESS = word_set("2 4 5 8")


def _ordinal(found: re.Match[str]) -> str:
    number = int(found["number"].replace(",", ""))
    ending = found["ending"].lower()
    right = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return numerals.ordinal(number) if ending == right else f"{numerals.cardinal(number)} {ending}"


def _percent(found: re.Match[str]) -> str:
    sign = "per mille" if found["sign"] == "‰" else "percent"
    return f"{_low(found)}{numerals.number(found['value'])} {sign}"


def _scaled(found: re.Match[str]) -> str | None:
    """3bn, 10k and, where it counts something, 5m; 4K is how sharp a screen is."""
    value, scale = found["value"], found["scale"]
    after = word_after(found).lower()
    if scale in "kK" and (value in _SCREEN_SHARPNESS or after in _RUNS):
        return f"{numerals.number(value)} K"
    uncounted = scale in "mbtT" or len(value) > 3 or found[0] == "3M"
    if scale in "mbtMBT" and after not in COUNTED and uncounted:
        return None
    return f"{_low(found)}{numerals.number(value)} {SCALES[scale.lower()]}"


def _low(found: re.Match[str]) -> str:
    return f"{numerals.number(found['low'])} to " if found["low"] else ""


def _times(found: re.Match[str]) -> str | None:
    if found["value"] in AEROPLANES:
        return None
    return f"{numerals.number(found['value'])} times"


def _dotted(found: re.Match[str]) -> str:
    """A version, or an address in a network, whose parts are said digit by digit."""
    parts = found[0].split(".")
    if len(parts) == 4 and max(map(len, parts)) <= 3:
        return " dot ".join(map(numerals.digits, parts))
    return " point ".join(map(numerals.number, parts))


def _number(found: re.Match[str]) -> str:
    text = found[0]
    if not text.isdecimal():
        return numerals.number(text)
    before, after = word_before(found).lower(), word_after(found).lower()
    if before in _NAMED_BY_NUMBER or (text in AEROPLANES and after not in COUNTED):
        return numerals.pairs(text)
    if text in _EMERGENCY and (before in _BEFORE_EMERGENCY or after in _AFTER_EMERGENCY):
        return numerals.digits(text)
    if len(text) == 4 and is_year(found):
        return numerals.year(int(text))
    return numerals.number(text)


SCALED = (
    Rule(
        DIGIT,
        rf"(?:(?<![^\W\d_]-)(?P<low>{NUMBER}){DASH})?(?P<value>{NUMBER})"
        rf"(?P<scale>[kKmMbBtT]|[mbt]n|[mb]ln|trn){END}",
        _scaled,
    ),
)
RULES = (
    Rule(
        DIGIT,
        r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})"
        rf"(?P<ending>st|nd|rd|th|ST|ND|RD|TH){END}",
        _ordinal,
    ),
    Rule(
        DIGIT + SIGN,
        rf"(?:(?P<low>{NUMBER})(?:\s?%)?(?:{DASH}|\sto\s))?(?P<value>{NUMBER})\s?(?P<sign>[%‰])",
        _percent,
    ),
    Rule(DIGIT, rf"(?P<value>{NUMBER})[x×](?!\s?[0-9]){END}", _times),
    Rule(DIGIT, rf"[0-9]{{1,9}}(?:\.[0-9]{{1,9}}){{2,5}}(?!\.?[0-9]){END}", _dotted),
)
PLAIN = (
    Rule(SIGN, r"(?<=[^\W\d_])\.(?=[0-9])", always("")),  # that in ID.3 and BA.5
    Rule(DIGIT + SIGN, NUMBER, _number),
)
