"""Fractions: 1/2, 3 1/4, ½, and what else two numbers with a slash between them can be."""

import re
import unicodedata

from worker.script.normalize.english import numerals, units
from worker.script.normalize.english.context import (
    END,
    INTEGER,
    is_attribute,
    word_after,
    word_before,
)
from worker.script.normalize.reader import DIGIT, SIGN, Rule
from worker.script.normalize.tables import word_set

_SET_PHRASES = {"24/7": "twenty four seven", "9/11": "nine eleven"}
_RATING = word_set("star stars rating rated rates score scored scores")
_NAMES = {2: "half", 4: "quarter"}


def _fraction(found: re.Match[str]) -> str | None:
    top, bottom = int(found["top"]), int(found["bottom"])
    if found[0] in _SET_PHRASES:
        return _SET_PHRASES[found[0]]
    if not top or not bottom:
        return None
    if top == bottom and not found["whole"]:  # 50/50
        return f"{numerals.cardinal(top)} {numerals.cardinal(bottom)}"
    if {word_before(found).lower(), word_after(found).lower()} & _RATING:
        return f"{numerals.cardinal(top)} out of {numerals.cardinal(bottom)}"
    return _mixed(found, top, bottom)


def _vulgar(found: re.Match[str]) -> str | None:
    top, _, bottom = unicodedata.normalize("NFKC", found["vulgar"]).partition("⁄")
    return _mixed(found, int(top), int(bottom))


def _mixed(found: re.Match[str], top: int, bottom: int) -> str | None:
    """With the whole number before it and the unit after it, if there are any."""
    spoken, whole = _parts(top, bottom), found["whole"]
    if whole:
        part = "a half" if (top, bottom) == (1, 2) else spoken
        spoken = f"{numerals.number(whole.strip())} and {part}"
    unit = units.spoken(found["unit"], plural=bool(whole) and not is_attribute(found))
    return None if unit is None else f"{spoken} {unit}".rstrip()


def _parts(top: int, bottom: int) -> str:
    if bottom == 1:
        return f"{numerals.cardinal(top)} over one"
    name = _NAMES.get(bottom) or numerals.ordinal(bottom)
    if top != 1:
        name = "halves" if bottom == 2 else f"{name}s"
    return f"{numerals.cardinal(top)} {name}"


_UNIT = rf"[ -]?(?P<unit>{units.UNIT})"
_NO_UNIT = "(?P<unit>)"
_FRACTION = (
    r"(?P<whole>[0-9]{1,3}\s)?(?P<top>[0-9]{1,4})\s?/\s?(?P<bottom>[0-9]{1,4})"
    rf"(?:st|nd|rds?|ths?|ST|ND|RDS?|THS?)?{END}(?![/.]?[0-9]|/)"
)
_VULGAR = rf"(?P<whole>{INTEGER}\s?)?(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])"

RULES = (
    Rule(DIGIT, _FRACTION + _UNIT, _fraction),
    Rule(DIGIT, _FRACTION + _NO_UNIT, _fraction),
    Rule(DIGIT + SIGN, _VULGAR + _UNIT, _vulgar),
    Rule(DIGIT + SIGN, _VULGAR + _NO_UNIT, _vulgar),
)
