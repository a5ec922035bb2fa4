"""Names and abbreviations of days and months: Mon-Fri, Sat 9 Nov."""

import re

from worker.script.normalize.english.context import DASH, END
from worker.script.normalize.rules import LETTER, Rule
from worker.script.normalize.tables import table, words

MONTHS = words(
    "January February March April May June July August September October November December"
)
SHORT_MONTHS = {month[:3].lower(): month for month in MONTHS} | {"sept": "September"}
MONTH_NAMES = frozenset(map(str.lower, MONTHS)) | frozenset(SHORT_MONTHS)
DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
SHORT_DAYS = {day[:3]: day for day in DAYS} | table(
    "Tues Tuesday, Thur Thursday, Thurs Thursday, Weds Wednesday"
)
DAY_NAMES = frozenset(map(str.lower, (*DAYS, *SHORT_DAYS)))
_CONTEXT = 20  # code points


def _short(match: re.Match[str]) -> str | None:
    """Verbalize an abbreviation without a dot in a range, date or time: Mon-Fri, Sat 9 Nov.

    With a dot it is an ordinary abbreviation.
    """
    short, text, start, end = match["short"], match.string, match.start(), match.end()
    in_range = _FROM.search(text, max(0, start - _CONTEXT), start) or _TO.match(text, end)
    if in_range or (short in SHORT_DAYS and _DATE_OR_TIME.match(text, end)):
        return SHORT_DAYS.get(short) or SHORT_MONTHS[short.lower()]
    return None


def _lower_case(match: re.Match[str]) -> str:
    """Verbalize mon-fri."""
    first, last = (SHORT_DAYS[match[name].capitalize()] for name in ("first", "last"))
    return f"{first} to {last}"


_LOWER_DAYS = "|".join(sorted(map(str.lower, SHORT_DAYS), key=len, reverse=True))
_DATE = "(?:0?[1-9]|[12][0-9]|3[01])"
_ANY_MONTH = "|".join(map(str.capitalize, sorted(MONTH_NAMES, key=len, reverse=True)))
_ANY_DAY = "|".join(map(str.capitalize, sorted(DAY_NAMES, key=len, reverse=True)))

_FROM = re.compile(rf"(?:{_ANY_MONTH}|{_ANY_DAY})\.?{DASH}$")
_TO = re.compile(rf"{DASH}(?:{_ANY_MONTH}|{_ANY_DAY})\b")
_DATE_OR_TIME = re.compile(
    rf",?\s(?:(?:{_DATE}\s)?(?:{_ANY_MONTH})\b|{_DATE}(?:st|nd|rd|th)\b"
    r"|[0-9]{1,2}(?:[:.][0-9]{2})?\s?[ap]\.?m)"
)

RULES = (
    Rule(LETTER, rf"(?P<first>{_LOWER_DAYS}){DASH}(?P<last>{_LOWER_DAYS}){END}", _lower_case),
    Rule(
        LETTER,
        rf"(?P<short>{'|'.join(sorted(SHORT_DAYS, key=len, reverse=True))}"
        rf"|{'|'.join(month for month in map(str.capitalize, SHORT_MONTHS) if month != 'May')})"
        rf"(?![.'][^\W_]){END}",
        _short,
    ),
)
