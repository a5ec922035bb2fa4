"""Abbreviations, the number sign, and words in front of numbers."""

from collections.abc import Mapping

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.profile import Match, Profile, Rule, ends_text

_START = r"(?<![\p{L}\p{N}])(?<!\p{L}\.)"
_NAME = r"(?=[\ -]['\"]?\p{Lu}|['\"]?\p{Lu}\p{Ll})"  # "S. A. López", not "S.A."
_NUMBER = r"(?=\ ?(?:[0-9]|[IVXLCDM]++(?!\p{L})))"
_NUMBER_SIGN = rf"{_START}(?:[nN]\.?\ ?°(?P<many>s(?!\p{{L}}))?+\.?|№)"


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules for the abbreviations of a language."""
    tables = ((profile.abbreviations, ""), (profile.counted, _NUMBER), (profile.titles, _NAME))
    written = tuple(_rule(table, following) for table, following in tables if table)
    return (*written, Rule(_NUMBER_SIGN, _number_sign)) if profile.number_sign else written


def _rule(table: Mapping[str, str], following: str) -> Rule:
    capitals = _with_capitals(table)
    spoken = {short.replace("_", ""): words for short, words in capitals.items()}
    longest_first = sorted(capitals, key=len, reverse=True)
    pattern = "|".join(map(_pattern, longest_first))
    firsts = "".join(sorted({regex.escape(short[0]) for short in longest_first}))

    def verbalize(match: Match, language: Language) -> str:
        words = spoken[match[0].replace(" ", "")]
        return f"{words}." if match[0].endswith(".") and ends_text(match) else words

    return Rule(rf"(?=[{firsts}]){_START}(?:{pattern}){following}", verbalize)


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
