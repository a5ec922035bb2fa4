"""Halves, thirds and quarters, and fractions with a slash."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.profile import Match, Profile, Rule, context_of

_SIGNS = ("½", "⅓", "⅔", "¼", "¾")
_SLASHED = ("1/2", "1/3", "2/3", "1/4", "3/4")
_WHOLE = regex.compile(r"[0-9]\ ?$")
_CONTEXT = 2  # code points
_LEFT = r"(?<![\p{L}\p{N}/.,:-])"
_RIGHT = r"(?![/0-9\p{L}]|[.,:-][0-9])"
_FRACTION = r"""
    (?<![\p{Latin}\p{Cyrillic}\p{N}/.,:+])(?<![\p{N}]-)(?P<sign>-?)(?P<numerator>[1-9][0-9]{0,5})/
    (?P<denominator>[1-9][0-9]{0,3}(?:\.000){0,2})(?![/0-9\p{Latin}\p{Cyrillic}]|[.,:-][0-9])
"""
_MAX_IMPROPER = 10
_YEARS = range(1900, 2100)
"""Denominators that are years, as in the law 34/2020."""


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules for the fractions of a language."""
    if not profile.fractions:
        return ()
    found = [Rule(f"[{''.join(_SIGNS)}]", _sign)]
    if profile.of:
        of_something = rf"(?=\ (?:(?:{profile.of})(?!\p{{L}})|\p{{L}}++'))"
        found.append(Rule(rf"{_LEFT}(?:{'|'.join(_SLASHED)}){of_something}", _sign))
    if profile.fraction:
        found.append(Rule(_FRACTION, _fraction))
    elif not profile.of:
        found.append(Rule(rf"{_LEFT}(?:{'|'.join(_SLASHED)}){_RIGHT}", _sign))
    return tuple(found)


def _sign(match: Match, language: Language) -> str:
    """Return a fraction in words, with an "and" after a whole number."""
    forms = _SIGNS if match[0] in _SIGNS else _SLASHED
    index = forms.index(match[0])
    return _after_whole(match, language.profile.fractions[index], index == 0, language)


def _after_whole(match: Match, spoken: str, is_half: bool, language: Language) -> str:
    if not _WHOLE.search(match.string[max(0, match.start() - _CONTEXT) : match.start()]):
        return spoken
    if is_half and language.profile.and_a_half:
        return language.profile.and_a_half
    return language.join(language.profile.and_, spoken)


def _is_usual(denominator: int) -> bool:
    """Return whether it is a denominator, and not the number or year of a paper: 19/1234."""
    is_power_of_two = denominator & (denominator - 1) == 0
    return denominator < 1000 or is_power_of_two or str(denominator)[1:].strip("0") == ""


def _fraction(match: Match, language: Language) -> str | None:
    """Verbalize 3/8, unless it may be a date, a score, a season or pages."""
    profile = language.profile
    numerator = int(match["numerator"])
    denominator = int(match["denominator"].replace(".", ""))
    is_proper = numerator < denominator and not (numerator > 9 and denominator == numerator + 1)
    has_slash_dates = "/" in profile.short_date
    is_improper = denominator < _MAX_IMPROPER and numerator < 2 * _MAX_IMPROPER
    if (
        profile.fraction is None
        or denominator == 1
        or not (_is_usual(denominator) or (profile.any_denominator and denominator not in _YEARS))
        or not (is_proper or (is_improper and not has_slash_dates))
    ):
        return None
    shows_another = profile.not_a_fraction_after
    context = context_of(match, language)
    if shows_another and regex.search(rf"(?<!\p{{L}})(?i:{shows_another})\s?$", context.before):
        return None
    written = f"{numerator}/{denominator}"
    if written in _SLASHED[1:]:
        spoken: str | None = profile.fractions[_SLASHED.index(written)]
    else:
        spoken = profile.fraction(numerator, denominator, context)
    if spoken is None:
        return None
    is_half = (numerator, denominator) == (1, 2)
    words = _after_whole(match, spoken, is_half, language)
    return language.join(profile.minus if match["sign"] else "", words)
