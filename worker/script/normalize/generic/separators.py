"""Signs between two numbers: 10–15, 2:1, 8h-17h, Ley 3/2018."""

import regex

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.profile import Match

_DIGITS_BEFORE = regex.compile(r"(?<![-–0-9\p{L}])[0-9]++$")
_DIGITS_AFTER = regex.compile(r"[0-9]++(?![-–])")
_HOUR_BEFORE = regex.compile(r"[0-9]\ ?h\ ?(?:[0-9]{2})?$")
_NUMBER_BEFORE = regex.compile(r"(?<![0-9/])(?:[0-9]{1,3}|[0-9]{1,2}[.][0-9]{3})$")
_YEAR_AFTER = regex.compile(r"(?:19|20)[0-9]{2}(?![0-9/])")
_CONTEXT = 20  # code points


def separator_in_words(match: Match, language: Language) -> str | None:
    """Verbalize a sign between two numbers; empty if only the numbers are spoken."""
    profile = language.profile
    match match[0].strip():
        case ".":
            return profile.point if language.point == "." else profile.dot
        case ":":
            return profile.score_colon
        case "/":
            return profile.of_year if _is_number_of_year(match) else ""
        case "~" | "〜":
            return profile.to
    return profile.to if _is_range(match) else ""


def _is_number_of_year(match: Match) -> bool:
    """Return whether it is like the 3/2018 of a law, and not the 2019/2020 of a season."""
    before = _NUMBER_BEFORE.search(match.string, max(0, match.start() - _CONTEXT), match.start())
    return before is not None and _YEAR_AFTER.match(match.string, match.end()) is not None


def _is_range(match: Match) -> bool:
    """Return whether it is like 10-15 or 5%-10%, not a score: 3-1, or part of a number: 2-07."""
    text, before = match.string, max(0, match.start() - _CONTEXT)
    if not (text[match.start() - 1].isdigit() and text[match.end()].isdigit()):
        return True  # 5%-10%, 8h-17h
    if _HOUR_BEFORE.search(match.string, before, match.start()):
        return True
    first = _DIGITS_BEFORE.search(match.string, before, match.start())
    second = _DIGITS_AFTER.match(match.string, match.end())
    if not first or not second or second[0].startswith("0"):
        return False
    return int(second[0][:_CONTEXT]) > int(first[0])
