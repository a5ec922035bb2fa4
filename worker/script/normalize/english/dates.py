"""Dates: Nov. 14, 14 November 2025, 11/14/2025, 2025-11-14, 14-16 May."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import DASH, END, are_odds, word_after, word_before
from worker.script.normalize.english.days import DAY_NAMES, MONTHS, SHORT_MONTHS
from worker.script.normalize.rules import DIGIT, LETTER, Rule
from worker.script.normalize.tables import word_set

_VERBS = ("may", "march")
_BEFORE_A_MONTH = word_set("on by of until since from through before after next last this")
_LATE = 10
_BEFORE_A_DATE = word_set("on by until since from through before after due starting")
_DENOMINATORS = (16, 20)
_COUNTED = re.compile(r"\s(?:points?|runs?|wickets?|goals?|marks?|votes?|laps?|split|formation)\b")
_CENTURY_CHANGES = 50
"""A year of two digits from this on is in the 20th century."""


def _month_first(match: re.Match[str]) -> str | None:
    if match["month"] in _VERBS and not (match["year"] or _is_date(match)):
        return None
    spoken = f"{_month(match)} {_ordinal(match['day'])}"
    if match["to_day"]:
        spoken += f" to {_ordinal(match['to_day'])}"
    return f"{spoken}{match['comma'] or ''} {_year(match['year'])}" if match["year"] else spoken


def _is_date(match: re.Match[str]) -> bool:
    """Return whether "may 5" is a date, and not like "we may 5 times"."""
    before = word_before(match).lower()
    if match["ending"] or before in _BEFORE_A_MONTH | DAY_NAMES:
        return True
    return not before and not word_after(match)


def _dashed(match: re.Match[str]) -> str:
    """Verbalize Jan-15-2020."""
    return f"{_month(match)} {_ordinal(match['day'])} {_year(match['year'])}"


def _day_first(match: re.Match[str]) -> str | None:
    if match["month"] in _VERBS and not (match["year"] or _is_date(match)):
        return None
    to_day = f" to the {_ordinal(match['to_day'])}" if match["to_day"] else ""
    return f"{_the_day(match)}{to_day} of {_month(match)} {_year(match['year'])}".rstrip()


def _the_day(match: re.Match[str]) -> str:
    """Return "the third", or "third" if the article is there already."""
    the = "" if word_before(match).lower() == "the" else "the "
    return f"{the}{_ordinal(match['day'])}"


def _day_before_others(match: re.Match[str]) -> str:
    """Verbalize the days before the last of "3, 4 and 5 May"."""
    return _the_day(match)


def _month_and_year(match: re.Match[str]) -> str:
    return f"{_month(match)} {_year(match['year'])}"


def _numeric_month_and_year(match: re.Match[str]) -> str | None:
    """Verbalize 2025-11 as a month. 2005-06 is a range of two years."""
    if int(match["month"]) == int(match["year"]) % 100 + 1:
        return None
    return f"{MONTHS[int(match['month']) - 1]} {_year(match['year'])}"


def _iso(match: re.Match[str]) -> str | None:
    date = _american_words(int(match["month"]), int(match["day"]), match["year"])
    if not date or not match["hour"]:
        return date
    hour, minute = numerals.cardinal(int(match["hour"])), int(match["minute"])
    past = numerals.two_digits(minute) if minute else "o'clock"
    return f"{date} at {hour} {past}{' UTC' if match['zone'] else ''}"


def _american(match: re.Match[str]) -> str | None:
    if int(match["first"]) > 12 or _COUNTED.match(match.string, match.end()):
        return _british(match)
    return _american_words(int(match["first"]), int(match["second"]), match["year"])


def _british(match: re.Match[str]) -> str | None:
    if _COUNTED.match(match.string, match.end()):  # 28/7/10 points
        return " ".join(numerals.number(match[name]) for name in ("first", "second", "year"))
    first, second = int(match["first"]), int(match["second"])
    day, month = (first, second) if second <= 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"the {numerals.ordinal(day)} of {MONTHS[month - 1]} {_year(match['year'])}"


def _without_year(match: re.Match[str]) -> str | None:
    """Verbalize 11/14 as a date unless it is a usual fraction or betting odds."""
    month, day = int(match["month"]), int(match["day"])
    if are_odds(match.string, match.start(), match.end()):
        return None
    is_clearly_a_date = match["month"][0] == "0" or (
        day < month and word_before(match).lower() in _BEFORE_A_DATE
    )
    is_fraction = month > 12 or (day <= 12 and not is_clearly_a_date) or day in _DENOMINATORS
    return None if is_fraction else _american_words(month, day, None)


def _british_without_year(match: re.Match[str]) -> str | None:
    """Verbalize 25/12 and 20/04 as dates, because they are no usual fractions."""
    day, month = int(match["day"]), int(match["month"])
    if match["month"].startswith("0") or (day > 12 and month >= _LATE):
        return f"the {numerals.ordinal(day)} of {MONTHS[month - 1]}"
    return None


def _american_words(month: int, day: int, year: str | None) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{MONTHS[month - 1]} {numerals.ordinal(day)} {_year(year)}".rstrip()


def _month(match: re.Match[str]) -> str:
    return SHORT_MONTHS[match["month"][:3].lower()]


def _ordinal(day: str) -> str:
    return numerals.ordinal(int(day))


def _year(text: str | None) -> str:
    if not text:
        return ""
    number = int(text)
    if len(text) == 2:
        number += 1900 if number >= _CENTURY_CHANGES else 2000
    return numerals.year(number)


_MONTH = (
    r"(?P<month>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))(?![^\W\d_])"
)
_NUMBER = "(?:0?[1-9]|[12][0-9]|3[01])"
_DAY = f"(?P<day>{_NUMBER})(?P<ending>st|nd|rd|th)?"
_TO_DAY = f"(?:{DASH}(?P<to_day>{_NUMBER})(?:st|nd|rd|th)?)?"
_OR_DAY = f"(?:(?:{DASH}|/)(?P<to_day>{_NUMBER})(?:st|nd|rd|th)?)?"
_YEAR = rf"(?P<year>1[0-9]{{3}}|20[0-9]{{2}})(?![0-9%]|[.,:][0-9]|-[0-9]){END}"
_STOP = rf"(?![.,-]?[0-9]|/){END}"

_CLOCK = (
    r"[T ](?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])"
    r"(?::[0-5][0-9](?:\.[0-9]{1,9})?)?(?P<zone>Z)?(?![0-9:])(?![^\W_])"
)

_FURTHER = rf"(?:,\s|,?\s(?:and|or|to)\s){_NUMBER}(?:st|nd|rd|th)?"

_RULES = (
    Rule(
        DIGIT,
        rf"{_DAY}(?=(?:{_FURTHER}){{1,4}}\s(?:of\s)?(?=[JFMASOND]){_MONTH}{END})",
        _day_before_others,
    ),
    Rule(
        LETTER,
        rf"{_MONTH}(?:\.\s?|\s){_DAY}{_TO_DAY}(?![0-9]|\s?%|[:.][0-9]|,[0-9]{{3}}|-[0-9]){END}"
        rf"(?:(?P<comma>,)?\s?(?<!,[0-9]){_YEAR})?",
        _month_first,
    ),
    Rule(LETTER, rf"{_MONTH}-{_DAY}-(?P<year>[12][0-9]{{3}}){_STOP}", _dashed),
    Rule(LETTER, rf"{_MONTH}\.?,?\s{_YEAR}", _month_and_year),
    Rule(
        DIGIT,
        rf"{_DAY}{_OR_DAY}(?:\s(?:of\s)?|-){_MONTH}(?:\.(?=[\s,])(?!\W*+$))?(?:(?:,?\s|-){_YEAR})?",
        _day_first,
    ),
    Rule(
        DIGIT,
        rf"(?P<year>[12][0-9]{{3}})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)"
        rf"(?P<day>{_NUMBER})(?![.,-]?[0-9])(?:{_CLOCK}|{END})",
        _iso,
    ),
    Rule(DIGIT, rf"(?P<month>0?[1-9]|1[0-2])/{_YEAR}(?!/)", _numeric_month_and_year),
    Rule(
        DIGIT, rf"(?P<year>20[0-9]{{2}})-(?P<month>0[1-9]|1[0-2]){_STOP}", _numeric_month_and_year
    ),
)
_SLASHED = (
    r"(?P<first>[0-9]{1,2})(?P<mark>[/.-])(?P<second>[0-9]{1,2})(?P=mark)"
    rf"(?P<year>[12][0-9]{{3}}|(?<=/)[0-9]{{2}}){_STOP}"
)
_SHORT = rf"(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})(?!\.[0-9]){_STOP}"

_DAY_AND_MONTH = rf"(?P<day>{_NUMBER})/(?P<month>0[1-9]|1[0-2]){_STOP}"


def rules(day_first: bool) -> tuple[Rule, ...]:
    """Return the rules. With `day_first`, 5/6/2024 is in June."""
    if day_first:
        return (
            *_RULES,
            Rule(DIGIT, _SLASHED, _british),
            Rule(DIGIT, _DAY_AND_MONTH, _british_without_year),
        )
    return (*_RULES, Rule(DIGIT, _SLASHED, _american), Rule(DIGIT, _SHORT, _without_year))
