"""Periods of a financial year: 3Q22, 1H23, FY2020-22."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import DASH, END, word_before
from worker.script.normalize.rules import DIGIT, LETTER, Rule
from worker.script.normalize.tables import table, word_set

_NAMES = table("Q quarter, H half")
_LAST = {"Q": 4, "H": 2}
_DETERMINERS = word_set("the a an its their our his her this last next each every")


def _period(match: re.Match[str]) -> str | None:
    """Verbalize 3Q22 and 1H 2023 with a "the", unless a determiner precedes it."""
    number, name = int(match["number"]), match["name"]
    if number > _LAST[name] or match[0] == "1Q84":  # a novel
        return None
    before = word_before(match).lower()
    the = "" if before in _DETERMINERS or before.endswith("'s") else "the "
    return f"{the}{numerals.ordinal(number)} {_NAMES[name]} of {_year(match['year'])}"


def _years(match: re.Match[str]) -> str:
    """Verbalize FY2020-22."""
    return f"FY {_year(match['first'])} to {_year(match['last'])}"


def _year(text: str) -> str:
    return numerals.year(int(text)) if len(text) > 2 else numerals.pairs(text)


_YEAR = "(?:19|20)[0-9]{2}|[0-9]{2}"

RULES = (
    Rule(
        DIGIT,
        rf"(?P<number>[1-4])(?P<name>[QH])(?:\s?FY|'|\s(?=[12]))?(?P<year>{_YEAR})"
        rf"(?!-?[0-9]|\.[0-9]){END}",
        _period,
    ),
    Rule(
        LETTER,
        rf"FY\s?(?P<first>{_YEAR}){DASH}(?:FY\s?)?(?P<last>{_YEAR})(?!-?[0-9]){END}",
        _years,
    ),
)
