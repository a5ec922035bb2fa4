"""Dates and times written in digits."""

import datetime

import regex
from babel.dates import format_date

from worker.script.normalize.fold import fold_characters
from worker.script.normalize.generic.agreement import number_before
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import integer
from worker.script.normalize.generic.tables import FULL_HOURS, HOURS

_YEAR_WORDS = {"г.": "года", "р.": "року"}
_YEAR_ABBREVIATION = regex.compile("[гр][.]$")


def date_in_words(match: "regex.Match[str]", language: Language) -> str | None:
    """Return the date in the language's long format, "24. November 2026"; None if invalid."""
    year = int(match["year"])
    if match["month"]:
        month, day = int(match["month"]), int(match["day"])
    else:
        day, month = int(match["first"]), int(match["second"])
        if language.locale.date_formats["short"].pattern.startswith("M"):
            day, month = month, day
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    written = fold_characters(format_date(date, "long", locale=language.locale))
    return _YEAR_ABBREVIATION.sub(lambda short: _YEAR_WORDS[short[0]], written)


def time_in_words(match: "regex.Match[str]", language: Language) -> str | None:
    """Return a time of day in words; None for a language without number words."""
    digits = str(int(match["hour"]))
    hour = number_before(digits, "시", language) or integer(digits, language)
    minute = integer(str(int(match["minute"])), language)
    if hour is None or minute is None:
        return None
    if int(match["minute"]) == 0:
        return FULL_HOURS.get(language.name, "{}").replace("{}", hour)
    template = HOURS.get(language.name, "{} {}")
    return template.replace("{}", hour, 1).replace("{}", minute, 1)
