"""Dates and times written in digits."""

import datetime

import regex
from babel.dates import format_date

from worker.script.normalize.fold import fold_characters
from worker.script.normalize.generic.amounts import measure_in_words
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import integer
from worker.script.normalize.generic.profile import Match, Profile, Rule, context_of

_YEAR_WORDS = {"г.": "года", "р.": "року"}
_YEAR_ABBREVIATION = regex.compile("[гр][.]$")
_LEAP_YEAR = 2000
_TIME_AFTER_WORDS = r"""
    (?P<hour>[01]?[0-9]|2[0-4])\.(?P<minute>[0-5][0-9])(?![0-9%°]|[.,/:-][0-9])
    (?!\ (?:[%€$£°]|(?i:euros?|prozent|por|pour|per|proc)\b))
    (?:\ ?(?:Uhr|uur|h)(?!\p{L}))?+
"""


TIME_WITH_POINT = r"""(?<![\p{L}\p{N}.,:%])(?P<hour>[01]?[0-9]|2[0-3])\.
    (?P<minute>00|1[3-9]|[2-5][0-9])(?![\p{N}%']|[.,:][0-9]|\ ?(?:[$€£₺]|kr|TL)(?!\p{L}))"""
"""Pattern of a time that is no date, where the decimal separator is the comma."""


def days_of_month(months: str, joints: str, ending: str = "") -> str:
    """Return the pattern of a day before a month, or before further days of it: 3, 4 и 5 мая.

    `months` and `joints` are alternatives of words; `ending` is a pattern of what may follow a day.
    """
    day = "(?:[12]?[0-9]|3[01])"
    further = rf"(?:,\ |\ ?[-–]\ ?|\ (?:{joints})\ ){day}{ending}"
    return (
        rf"(?<![\p{{N}}.,:])(?P<number>{day}){ending}"
        rf"(?=(?:{further}){{0,4}}\ (?:{months})(?!\p{{L}}))"
    )


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules for dates and times that only some languages write."""
    found = []
    if profile.short_date:
        found.append(Rule(profile.short_date, short_date_in_words))
    if profile.time_after:
        after = rf"(?<=(?<!\p{{L}})(?:{profile.time_after})\s)"
        found.append(Rule(rf"(?=[0-9])(?<=[\p{{L}}.]\s){after}{_TIME_AFTER_WORDS}", time_in_words))
    return tuple(found)


def date_in_words(match: Match, language: Language) -> str | None:
    """Return the date in words, or with digits as in "24. November 2026"; None if invalid."""
    year = int(match["year"] or match["last_year"])
    if match["month"]:
        month, day = int(match["month"]), int(match["day"])
    else:
        day, month = int(match["first"]), int(match["then"])
        if language.locale.date_formats["short"].pattern.startswith("M"):
            day, month = month, day
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    if own := language.profile.date:
        return own(day, month, year, context_of(match, language))
    written = fold_characters(format_date(date, "long", locale=language.locale))
    return _YEAR_ABBREVIATION.sub(lambda short: _YEAR_WORDS[short[0]], written)


def short_date_in_words(match: Match, language: Language) -> str | None:
    """Return a date in words, perhaps without a year; None if there is no such day."""
    own, day, month = language.profile.date, int(match["day"]), int(match["month"])
    year = match.groupdict().get("year")
    try:
        datetime.date(int(year or _LEAP_YEAR), month, day)
    except ValueError:
        return None
    return (
        own(day, month, int(year) if year else None, context_of(match, language)) if own else None
    )


def month_name(month: int, language: Language) -> str:
    """Return the name of a month as it stands in a date, in the genitive where dates have it."""
    return fold_characters(language.locale.months["format"]["wide"][month])


def time_in_words(match: Match, language: Language) -> str | None:
    """Return a time of day in words; None for a language without number words."""
    profile = language.profile
    second = match.groupdict().get("second")
    hour_digits, minute_digits = str(int(match["hour"])), str(int(match["minute"]))
    if second and not profile.seconds:
        units = (("hour", hour_digits), ("minute", minute_digits), ("second", second))
        parts = [
            measure_in_words(digits, "", f"duration-{unit}", language) for unit, digits in units
        ]
        return language.join(*parts) if all(parts) else None
    own = profile.hour and profile.hour(int(hour_digits), context_of(match, language))
    hour, minute = own or integer(hour_digits, language), integer(minute_digits, language)
    if hour is None or minute is None:
        return None
    if minute_digits == "0" and not int(second or 0):
        return profile.full_hours.replace("{}", hour, 1)
    words = [hour, minute, (second and integer(str(int(second)), language)) or ""]
    spoken = profile.seconds if second else profile.hours
    for word in words:
        spoken = spoken.replace("{}", word, 1)
    return spoken
