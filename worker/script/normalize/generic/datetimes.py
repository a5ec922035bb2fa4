"""Dates and times written in digits."""

import datetime
import functools
from typing import Literal

import regex
from babel.dates import format_date, format_skeleton

from worker.script.normalize.fold import fold_characters
from worker.script.normalize.generic.amounts import measure_in_words
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import integer, year_in_words
from worker.script.normalize.generic.profile import Match, Profile, Rule, context_of, ends_text

_YEAR_WORDS = {"г.": "года", "р.": "року"}
_YEAR_ABBREVIATION = regex.compile("[гр][.]$")
_LEAP_YEAR = 2000
_TIME_WITH_POINT = r"""
    (?P<hour>[01]?[0-9]|2[0-4])\.(?P<minute>[0-5][0-9])(?![0-9%°]|[.,/:-][0-9])
    (?!\ (?:[%€$£°]|(?i:euros?|prozent|por|pour|per|proc)\b))
    (?:\ ?(?:Uhr|uur|h)(?!\p{L}))?+
"""


TIME_WITH_POINT = r"""(?<![\p{L}\p{N}.,:])(?P<hour>[01]?[0-9]|2[0-3])\.
    (?P<minute>00|1[3-9]|[2-5][0-9])(?![\p{N}%']|[.,:][0-9]|\ ?(?:[$€£₺]|kr|TL)(?!\p{L}))"""
"""Pattern of a time that is no date, where the decimal separator is the comma."""
_WEEKDAYS = r"""
    (?<![\p{L}\p{N}.-])(?P<first>\p{L}{2,4})\.?\ ?(?P<sign>[-–/])\ ?(?P<last>\p{L}{2,4})
    (?![\p{L}\p{N}-])(?:\.(?!\s*$))?+
"""
_WEEKDAY = r"""
    (?<![\p{L}\p{N}.-])(?P<first>\p{L}{2,4})
    (?:\.(?=,?\ [\p{Ll}0-9])
      | (?=\ [0-9]{1,2}(?:[.:][0-9]{2})?(?:\ ?[-–]\ ?[0-9]|\ Uhr|\.(?:\ |$|[0-9]{1,2}\.))))
"""
_MONTH_OF_YEAR = r"(?<![\p{L}\p{N}/.,-])(?P<month>0[1-9])/(?P<year>(?:19|20)[0-9]{2})(?![0-9/-])"
_YEAR = regex.compile(r"\ (?:de\ )?[12][0-9]{3}(?![0-9])")
_OTHER_WORDS = frozenset({"set"})
"""Words after numbers that are abbreviations of months only before a year."""
_WIDTHS: tuple[Literal["abbreviated", "short"], ...] = ("abbreviated", "short")


_MONTH = r"""
    (?<=[0-9](?:[.°ªº]|er)?\ (?:de\ )?)(?P<month>\p{L}{3,5})\.(?!\p{L})
  | (?<![\p{L}\p{N}.-])(?P<month>\p{L}{3,5})\.(?=\ (?:de\ )?[12][0-9]{3}(?![0-9]))
"""


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
    if profile.spaced:
        found += [Rule(_WEEKDAYS, _weekdays), Rule(_WEEKDAY, _weekday)]
        found += [Rule(_MONTH_OF_YEAR, _month_of_year), Rule(_MONTH, _month)]
    if profile.short_date:
        found.append(Rule(profile.short_date, short_date_in_words))
    if profile.time_after:
        after = rf"(?<=(?<!\p{{L}})(?:{profile.time_after})\s)"
        found.append(Rule(rf"(?=[0-9])(?<=[\p{{L}}.]\s){after}{_TIME_WITH_POINT}", time_in_words))
    return tuple(found)


def _weekdays(match: Match, language: Language) -> str | None:
    """Verbalize "Mo.–Fr." and "sam./dim."."""
    names = weekday_names(language)
    first, last = (names.get(match[name]) for name in ("first", "last"))
    profile = language.profile
    joint = profile.and_ if match["sign"] == "/" else profile.to
    return language.join(first, joint, last) if first and last and joint else None


def _weekday(match: Match, language: Language) -> str | None:
    """Verbalize the weekday of "Mo. 9 Uhr" and "sam. 3 mai"."""
    return weekday_names(language).get(match["first"])


@functools.lru_cache(maxsize=64)
def weekday_names(language: Language) -> dict[str, str]:
    """Map the abbreviations of weekdays without a point to their names.

    Those in small letters may begin with a capital.
    """
    days = language.locale.days["format"]
    names: dict[str, str] = {}
    for width in _WIDTHS:
        for day, name in days[width].items():
            short = name.rstrip(".")
            names |= {short: days["wide"][day], short[0].upper() + short[1:]: days["wide"][day]}
    return names


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
    words = own(day, month, int(year) if year else None, context_of(match, language)) if own else ""
    return f"{words}." if words and match[0].endswith(".") and ends_text(match) else words or None


def _month_of_year(match: Match, language: Language) -> str | None:
    """Verbalize "05/2024"; None where CLDR writes it with more than the month and the year."""
    date = datetime.date(int(match["year"]), int(match["month"]), 1)
    written = fold_characters(format_skeleton("yMMMM", date, locale=language.locale))
    before, _, after = written.partition(match["year"])
    year = year_in_words(date.year, language)
    is_known = year and not after and before.replace(" ", "").isalpha()
    return before + year if year and is_known else None


def _month(match: Match, language: Language) -> str | None:
    """Verbalize the month of "7 oct. 2016" and "5 de dic."."""
    name = _month_of(match["month"].lower(), language)
    is_other = match["month"] in _OTHER_WORDS and not _YEAR.match(match.string, match.end())
    if name is None or is_other:
        return None
    return f"{name}." if ends_text(match) else name


@functools.lru_cache(maxsize=1024)
def _month_of(short: str, language: Language) -> str | None:
    """Return the month with that abbreviation, or whose name alone begins with it."""
    months = language.locale.months["format"]
    names = {month: fold_characters(name) for month, name in months["wide"].items()}
    found = [
        month
        for month, name in names.items()
        if short == months["abbreviated"][month].rstrip(".").lower()
    ] or [month for month, name in names.items() if name.lower().startswith(short)]
    name = names[found[0]] if len(found) == 1 else None
    return None if name and name.lower() == short else name


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
