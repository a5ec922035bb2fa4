"""Fractions (1/2, 3 1/4, ½) and other pairs with a slash: ratings, odds, scores, 24/7."""

import re
import unicodedata

from worker.script.normalize.english import numerals, units
from worker.script.normalize.english.context import (
    END,
    INTEGER,
    LABELS,
    are_odds,
    is_attribute,
    word_after,
    word_before,
)
from worker.script.normalize.rules import DIGIT, SIGN, Rule
from worker.script.normalize.tables import word_set

_SET_PHRASES = {"24/7": "twenty four seven", "9/11": "nine eleven"}
_COUNTED = word_set(
    "star stars rating rated rates score scored scores lap laps round stage page seats votes"
)
_NAMING = LABELS - _COUNTED
_SHARE = re.compile(r"\s\([0-9.]+%")
_CRICKET = re.compile(
    r"\b(?:overs?|declared|dec|wickets?|wkts?|innings|stumps|all out|lead by|bowled|bowling|batting"
    r"|batsm[ae]n|batters?|bowlers?|runs|tea|Test|Tests|ODIs?|T20s?|IPL|Ashes|cricket)\b"
)
_FIGURES = re.compile(r"\b(?:[Ff]igures|bowled|bowling|wickets?|spell|haul)\b")
_MATH = re.compile(r"\s?[=+×*÷]")
_CONTEXT = 60  # code points
_WICKETS, _MANY_RUNS = 10, 100
_OUT_OF = (10, 100)
_LARGEST_PART = 20
_YEARS = range(1950, 2060)
_NAMES = {2: "half", 4: "quarter"}


def _fraction(match: re.Match[str]) -> str | None:
    top, bottom = int(match["top"]), int(match["bottom"])
    if match[0] in _SET_PHRASES:
        return _SET_PHRASES[match[0]]
    if not bottom or (not top and bottom not in _OUT_OF):
        return None
    if match["whole"]:
        proper = top < bottom or not match["whole"].endswith("-")
        return _mixed(match, top, bottom) if proper else None
    if top in _YEARS and bottom > _LARGEST_PART:  # Regulation 2016/679
        return f"{numerals.year(top)} {numerals.pairs(match['bottom'])}"
    between = _between(match, top, bottom)
    if between is None:
        return _mixed(match, top, bottom)
    parts = (numerals.cardinal(top), between, numerals.cardinal(bottom), _unit(match))
    return None if parts[-1] is None else " ".join(filter(None, parts))


def _between(match: re.Match[str], top: int, bottom: int) -> str | None:
    """Return the word for a slash between two numbers; None if they are a fraction."""
    beside = {word_before(match).lower(), word_after(match).lower()}
    if top == bottom or "time" in beside or beside & _NAMING:  # 50/50, music in 6/8 time, flat 2/1
        return ""
    before = match.string[max(0, match.start() - _CONTEXT) : match.start()]
    after = match.string[match.end() : match.end() + _CONTEXT]
    if are_odds(match.string, match.start(), match.end()):
        return "to"
    if _MATH.match(after) and " " in match[0]:  # 10 / 2 = 5
        return "divided by"
    if _is_cricket(top, bottom, before, after):
        return "for"
    if top > bottom > _LARGEST_PART:  # 120/80
        return "over"
    is_score = (
        beside & _COUNTED
        or _SHARE.match(after)
        or (top != 1 and top < bottom and bottom in _OUT_OF and _stands_alone(match))
    )
    return "out of" if is_score else None


def _is_cricket(top: int, bottom: int, before: str, after: str) -> bool:
    """Return whether it is like 397/4, runs for wickets, or 5/32, the figures of a bowler.

    No usual fraction has a top of three digits over 2 to 9.
    """
    if bottom <= _WICKETS and top > 2 * bottom and not _MATH.match(after):
        is_certain = top >= _MANY_RUNS and 1 < bottom < _WICKETS
        return is_certain or bool(_CRICKET.search(f"{before} {after}"))
    return top <= _WICKETS and bottom > top and bool(_FIGURES.search(f"{before} {after}"))


def _stands_alone(match: re.Match[str]) -> bool:
    """Return whether it is like 8/10, and not like 9/10 of it, 9/10 mile or 9/10ths."""
    is_part = match["unit"] or word_after(match) == "of" or not match[0].endswith(match["bottom"])
    return not is_part


def _unit(match: re.Match[str]) -> str | None:
    return units.name(match["unit"], plural=True)


def _grade(match: re.Match[str]) -> str:
    """Verbalize 3.9/4.0."""
    return f"{numerals.number(match['top'])} out of {numerals.number(match['bottom'])}"


def _vulgar(match: re.Match[str]) -> str | None:
    top, _, bottom = unicodedata.normalize("NFKC", match["vulgar"]).partition("⁄")
    return _mixed(match, int(top), int(bottom))


def _mixed(match: re.Match[str], top: int, bottom: int) -> str | None:
    """Verbalize a fraction with its whole number and its unit, if it has them."""
    spoken, whole = _parts(top, bottom), match["whole"]
    if whole:
        part = "a half" if (top, bottom) == (1, 2) else spoken
        spoken = f"{numerals.number(whole.strip(' -'))} and {part}"
    unit = units.name(match["unit"], plural=bool(whole) and not is_attribute(match))
    return None if unit is None else f"{spoken} {unit}".rstrip()


def _parts(top: int, bottom: int) -> str:
    if bottom == 1:
        return f"{numerals.cardinal(top)} over one"
    name = _NAMES.get(bottom) or numerals.ordinal(bottom)
    if top != 1:
        name = "halves" if bottom == 2 else f"{name}s"
    return f"{numerals.cardinal(top)} {name}"


_UNIT = (
    rf"(?![ -](?:in|m|s|d)(?!\.\W|\s(?:x|thick|wide|long|tall|high|deep)\b)\b)[ -]?"
    rf"(?P<unit>{units.UNIT})(?:\.(?=\s[a-z(]))?"
)
_NO_UNIT = "(?P<unit>)"
_FRACTION = (
    r"(?:(?<![0-9/-])(?P<whole>[0-9]{1,3}[\s-])(?=[0-9]{1,2}/))?(?<![^\W\d_]-)(?<!/)"
    r"(?P<top>[0-9]{1,4})\s?/\s?(?P<bottom>[0-9]{1,4})"
    rf"(?:st|nd|rds?|ths?|ST|ND|RDS?|THS?)?{END}(?![/.]?[0-9]|/)"
)
_VULGAR = rf"(?P<whole>{INTEGER}\s?)?(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])"

RULES = (
    Rule(
        DIGIT,
        rf"(?P<top>[0-9]{{1,2}}\.[0-9]{{1,2}})/(?P<bottom>[0-9]{{1,3}}(?:\.[0-9])?)(?!/){END}",
        _grade,
    ),
    Rule(DIGIT, _FRACTION + _UNIT, _fraction),
    Rule(DIGIT, _FRACTION + _NO_UNIT, _fraction),
    Rule(DIGIT + SIGN, _VULGAR + _UNIT, _vulgar),
    Rule(DIGIT + SIGN, _VULGAR + _NO_UNIT, _vulgar),
)
