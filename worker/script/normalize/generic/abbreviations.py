"""Abbreviations, the number sign, and words in front of numbers."""

from collections.abc import Mapping

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.profile import Match, Profile, Rule

_START = r"(?<![\p{L}\p{N}])(?<!\p{L}\.)"
_NAME = r"(?=[\ -]['\"]?\p{Lu}|['\"]?\p{Lu}\p{Ll})"  # "S. A. López", not "S.A."
_NUMBER = r"(?=\ ?(?:[0-9]|[IVXLCDM]{2,}+(?!\p{L}))|\ [IVXLCDM](?![\p{L}.])|\ \p{Lu}\.\ ?[0-9])"
_NUMBER_SIGN = rf"{_START}(?:[nN]\.?\ ?°(?P<many>s(?!\p{{L}}))?+\.?|№)"


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules for the abbreviations of a language."""
    tables = {
        _any_of(profile.abbreviations): profile.abbreviations,
        _any_of(profile.counted) + _NUMBER: profile.counted,
        _any_of(profile.titles) + _before_name(profile.titles): profile.titles,
    }
    found = [_rule(pattern, table) for pattern, table in tables.items() if table]
    if profile.elision and found:
        short = "|".join(pattern for pattern, table in tables.items() if table)
        found.append(Rule(rf"(?<![\p{{L}}\p{{N}}])\p{{L}}{{1,5}}'(?={short})", _as_written))
    if profile.number_sign:
        found.append(Rule(_NUMBER_SIGN, _number_sign))
    return tuple(found)


def _any_of(table: Mapping[str, str]) -> str:
    longest_first = sorted(_with_capitals(table), key=len, reverse=True)
    firsts = "".join(sorted({regex.escape(short[0]) for short in longest_first}))
    return rf"(?=[{firsts}]){_START}(?:{'|'.join(map(_pattern, longest_first))})"


def _before_name(titles: Mapping[str, str]) -> str:
    """Return the pattern of what follows a title: a name, perhaps after further titles."""
    further = "|".join(map(_pattern, (short for short in titles if short.islower())))
    return rf"(?:{_NAME}|(?=\ (?:{further})\ ))" if further else _NAME


def _rule(pattern: str, table: Mapping[str, str]) -> Rule:
    spoken = {short.replace("_", ""): words for short, words in _with_capitals(table).items()}

    def verbalize(match: Match, language: Language) -> str:
        return spoken[match[0].replace(" ", "")]

    return Rule(pattern, verbalize)


def _as_written(match: Match, language: Language) -> str:
    """Keep an article with an apostrophe apart from the abbreviation after it: l'art. 5."""
    return match[0]


def _with_capitals(table: Mapping[str, str]) -> dict[str, str]:
    """Return the table with the abbreviations as they begin a sentence."""
    capitals = {
        short[0].upper() + short[1:]: words[0].upper() + words[1:] for short, words in table.items()
    }
    return capitals | dict(table)


def _pattern(short: str) -> str:
    """Return the pattern of an abbreviation, with a blank or none after its points."""
    pattern = regex.escape(short).replace("_", r"\ ").replace(r"\.", r"\.\ ?").removesuffix(r"\ ?")
    if short[-1].isalpha():
        return pattern + r"(?![\p{L}\p{N}])"
    return pattern + r"(?!\p{Ll})" * (short.count(".") == 1)  # max.mustermann, but z.B.dies


def _number_sign(match: Match, language: Language) -> str:
    profile = language.profile
    words = profile.number_signs if match["many"] else ""
    return words or profile.number_sign
