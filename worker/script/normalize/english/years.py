"""Years, decades and eras, and the test for a number of four digits that is a year."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import (
    DASH,
    DOT,
    END,
    character_before,
    word_after,
    word_before,
)
from worker.script.normalize.rules import DIGIT, SIGN, Rule
from worker.script.normalize.tables import word_set

_YEARS = range(1100, 2100)
_RECENT = range(1900, 2060)
_ONLY_AFTER_A_PREPOSITION = (*range(1000, 1100), *range(2100, 2200))
_BEFORE_A_YEAR = word_set(
    "in since year of by from until till to before after around circa early late mid during"
)
_BEFORE_SECONDS = word_set("+ < > ~")
_ROUND = {
    "100": "hundreds",
    "1000": "thousands",
    "1,000": "thousands",
    "10,000": "tens of thousands",
    "100,000": "hundreds of thousands",
}
_TOOK = word_set("took after within every")
_TOOK_OR_WERE = word_set("in for")
_BEFORE_A_COUNT = word_set("over than some another only all least most many")
_BEFORE_ANY_COUNT = word_set("nearly almost approximately roughly exactly")
COUNTABLE_NOUNS = word_set("""
    people persons men women children kids troops soldiers votes jobs points dollars pounds euros
    homes houses workers employees members students pages calories copies cases deaths miles feet
    metres meters kilometres kilometers hours days units times words seats cars shares acres rpm
    km kg barrels tonnes tons litres liters gallons hectares visitors viewers subscribers
    followers households views downloads residents passengers patients users customers
    participants respondents runs yards
""")
"""Nouns that are counted: before them, 1900 is not a year."""


def is_year(match: re.Match[str]) -> bool:
    """Return whether the matched four digits are a year. 1500 is "fifteen hundred" anyway."""
    value, before = int(match[0]), word_before(match).lower()
    if value in _ONLY_AFTER_A_PREPOSITION:
        return before in _BEFORE_A_YEAR or match[0] == match.string.strip()
    if value not in _YEARS:
        return False
    if value % 1000 and not value % 100:
        return True
    if before in _BEFORE_ANY_COUNT or word_after(match).lower() in COUNTABLE_NOUNS:
        return False
    return value in _RECENT or before not in _BEFORE_A_COUNT


def _decade(match: re.Match[str]) -> str | None:
    """Verbalize 1980s and '80s, and similar plurals: F-16s, 747s. A single digit has no decade.

    In 1980's the s is a plural, in 2023's and the F-16's a possessive.
    """
    number = match["number"]
    if len(number) == 1 and character_before(match) != "-":
        return f"{numerals.number(number)}'s" if match["owner"] else None
    if match[0] == f"{number}s" and len(number) < 3 and _are_seconds(match):
        return f"{numerals.number(number)} seconds"
    if match.string.startswith(" of ", match.end()) and number in _ROUND:
        return _ROUND[number]
    if number == "00":
        return "two thousands"
    spoken = numerals.number(number) if len(number) < 3 else numerals.pairs(number)
    is_possessive = match["owner"] and not number.endswith("0")
    return f"{spoken}'s" if is_possessive else numerals.plural(spoken)


def _are_seconds(match: re.Match[str]) -> bool:
    """Return whether it is like T+10s, "took 30s" or "in 45s", and not like 70s films."""
    if character_before(match) in _BEFORE_SECONDS:
        return True
    is_no_decade = match["number"] == "10" or not match["number"].endswith("0")
    return word_before(match).lower() in (_TOOK | _TOOK_OR_WERE if is_no_decade else _TOOK)


def _detached_decade(match: re.Match[str]) -> str:
    """Verbalize 1980 s."""
    return numerals.plural(numerals.year(int(match["number"])))


def _short_year(match: re.Match[str]) -> str:
    """Verbalize '99 and '05."""
    return numerals.two_digits(int(match["year"]))


def _era(match: re.Match[str]) -> str:
    number = match["number"].replace(",", "")
    spoken = numerals.pairs(number) if len(number) < 5 else numerals.number(number)
    low = f"{numerals.pairs(match['low'])} to " if match["low"] else ""
    return f"{low}{spoken} {re.sub('[^A-Z]', '', match['era'])}"


def _years(match: re.Match[str]) -> str | None:
    """Verbalize 1980-1986 and 1990-95, but not 2025-11 (a month) or 1700-1200."""
    first, last = int(match["first"]), int(match["last"])
    is_short = len(match["last"]) == 2
    if first not in _YEARS or last <= (first % 100 if is_short else first):
        return None
    if not is_short and last not in _YEARS:
        return None
    in_words = numerals.two_digits if is_short else numerals.year
    return f"{numerals.year(first)} to {in_words(last)}"


def _season(match: re.Match[str]) -> str | None:
    """Verbalize 2024/25 and 2024/2025. Any other two numbers are a fraction."""
    first, last = int(match["first"]), match["last"]
    if not str(first + 1).endswith(last):
        return None
    in_words = numerals.two_digits if len(last) == 2 else numerals.year
    return f"{numerals.year(first)} {in_words(int(last))}"


_LARGE = "10{0,2},000(?=s of )"
_LAST = "(?P<last>[0-9]{4}|[0-9]{2})"

RULES = (
    Rule(
        DIGIT + SIGN,
        rf"'?(?P<number>{_LARGE}|[0-9]{{1,4}})(?P<owner>')?s{END}",
        _decade,
    ),
    Rule(DIGIT, r"(?P<number>[12][0-9]{2}0)\ss(?=\W*+$)", _detached_decade),
    Rule(SIGN, rf"'(?P<year>[0-9]{{2}}){END}", _short_year),
    Rule(
        DIGIT,
        rf"(?:(?P<low>[0-9]{{1,4}}){DASH})?"
        r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})\s?"
        rf"(?P<era>(?:AD|BCE?|CE){END}|(?:A\.\s?D|B\.\s?C\.\s?E|B\.\s?C|C\.\s?E){END}{DOT}?)",
        _era,
    ),
    Rule(DIGIT, rf"(?P<first>[0-9]{{4}}){DASH}{_LAST}(?!%|[.,-][0-9]){END}", _years),
    Rule(DIGIT, rf"(?P<first>(?:19|20)[0-9]{{2}})/{_LAST}(?!/){END}", _season),
)
