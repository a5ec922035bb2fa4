"""Weekdays and months: Mo.–Fr., sam. 3 mai, 7 oct. 2016, 05/2024."""

import datetime
import functools
from typing import Literal

import regex
from babel.dates import format_skeleton

from worker.script.normalize.fold import fold_characters
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import year_in_words
from worker.script.normalize.generic.profile import Match, Profile, Rule

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
_BEFORE_WORDS = frozenset({"es", "fr", "it", "pt"})
_BEFORE_NUMBERS = _BEFORE_WORDS | frozenset({"de", "nl", "pl", "ru", "sv", "uk"})
"""Languages whose weekdays are abbreviated there. In others it may be a word: 19. st. in Czech."""
_WIDTHS: tuple[Literal["abbreviated", "short"], ...] = ("abbreviated", "short")
_MONTH = r"""
    (?<=[0-9](?:[.°ªº]\ ?|(?:er|:?[ae])?\ )(?:de\ )?)(?P<month>\p{L}{3,5})\.(?!\p{L})
  | (?<![\p{L}\p{N}.-])(?P<month>\p{L}{3,5})\.(?=\ (?:de\ )?[12][0-9]{3}(?![0-9]))
"""


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules for weekdays, and for months without a day or abbreviated."""
    if not profile.spaced:
        return ()
    return (
        Rule(_WEEKDAYS, _weekdays),
        Rule(_WEEKDAY, _weekday),
        Rule(_MONTH_OF_YEAR, _month_of_year),
        Rule(_MONTH, _month),
    )


def _weekdays(match: Match, language: Language) -> str | None:
    """Verbalize "Mo.–Fr." and "sam./dim."."""
    names = weekday_names(language)
    first, last = (names.get(match[name]) for name in ("first", "last"))
    profile = language.profile
    joint = profile.and_ if match["sign"] == "/" else profile.to
    return language.join(first, joint, last) if first and last and joint else None


def _weekday(match: Match, language: Language) -> str | None:
    """Verbalize the weekday of "Mo. 9 Uhr", "sam. 3 mai" and "du lun. au ven."."""
    following = match.string[match.end() :].lstrip(", ")
    known = _BEFORE_NUMBERS if following[:1].isdigit() else _BEFORE_WORDS
    return weekday_names(language).get(match["first"]) if language.name in known else None


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
    return None if is_other else name


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
