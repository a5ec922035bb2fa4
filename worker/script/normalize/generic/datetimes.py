"""Dates and times written in digits."""

import datetime

import regex
from babel.dates import format_date

from worker.script.normalize.fold import to_plain
from worker.script.normalize.generic.agreement import number_before
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import integer
from worker.script.normalize.generic.tables import FULL_HOURS, HOURS

_YEARS = {"г.": "года", "р.": "року"}
_YEAR = regex.compile("[гр][.]$")


def date_in_words(found: "regex.Match[str]", language: Language) -> str | None:
    """As the language writes it at length, "24. November 2026"; None if there is no such day."""
    year = int(found["year"])
    if found["month"]:
        month, day = int(found["month"]), int(found["day"])
    else:
        day, month = int(found["first"]), int(found["second"])
        if language.locale.date_formats["short"].pattern.startswith("M"):
            day, month = month, day
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    written = to_plain(format_date(date, "long", locale=language.locale))
    return _YEAR.sub(lambda short: _YEARS[short[0]], written)


def time_in_words(found: "regex.Match[str]", language: Language) -> str | None:
    digits = str(int(found["hour"]))
    hour = number_before(digits, "시", language) or integer(digits, language)
    minute = integer(str(int(found["minute"])), language)
    if hour is None or minute is None:
        return None
    if int(found["minute"]) == 0:
        return FULL_HOURS.get(language.name, "{}").replace("{}", hour)
    shape = HOURS.get(language.name, "{} {}")
    return shape.replace("{}", hour, 1).replace("{}", minute, 1)
