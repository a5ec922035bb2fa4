"""Abbreviations that depend on their context: Dr. before a name, No. before a number."""

import re
from dataclasses import replace

from worker.script.normalize.english.abbreviation_table import (
    ALSO_WITHOUT_A_DOT,
    ALSO_WORDS,
    ALWAYS,
    BEFORE_A_NAME,
    BEFORE_A_NUMBER,
    BEFORE_A_YEAR,
    COUNTIES,
    IN_CAPITALS,
    IN_LOWER_CASE,
    LATIN,
    SLASHED,
    WITH_A_DOT,
)
from worker.script.normalize.english.context import DOT, END, word_after, word_before
from worker.script.normalize.english.days import MONTH_NAMES, SHORT_MONTHS
from worker.script.normalize.rules import LETTER, SIGN, Rule, always
from worker.script.normalize.spoken import Override
from worker.script.normalize.tables import word_set

_AFTER_ESTABLISHED = word_set("in by as since")
_YEAR = re.compile("1[0-9]{3}|20[0-9]{2}")

TRIGGER_WORDS = MONTH_NAMES | {short for short in ALWAYS if short.islower()}


def _before_a_name(match: re.Match[str]) -> str | None:
    short = match["short"]
    if match["dot"] is None and short not in ALSO_WITHOUT_A_DOT:
        return None
    if short.islower():
        return IN_LOWER_CASE.get(short)
    return BEFORE_A_NAME.get(short)


def _before_a_number(match: re.Match[str]) -> str | None:
    short = match["short"]
    if short.lower() == "no" and "." not in match[0]:  # No 10, but not: no 10 men, No 10 men
        return "number" if short == "No" and word_before(match) else None
    if short in BEFORE_A_YEAR and _YEAR.match(match.string, match.end()):
        return BEFORE_A_YEAR[short]
    if len(short) == 1 and short.isupper():
        return None
    return BEFORE_A_NUMBER.get(short) or BEFORE_A_NUMBER.get(short.lower())


def _with_a_dot(match: re.Match[str]) -> str | None:
    short = match["short"].lower()
    if short == "co" and word_after(match).lower() in COUNTIES:
        return "County"
    if short == "est" and word_after(match).lower() in _AFTER_ESTABLISHED:
        return "established"
    known = WITH_A_DOT.get(short) or (SHORT_MONTHS.get(short) if short != "may" else None)
    if match["short"].isupper() and match["short"] not in IN_CAPITALS:
        return None
    if not known or (short in ALSO_WORDS and not _is_abbreviation(match)):
        return None
    return known + (match["owner"] or "")


def _is_abbreviation(match: re.Match[str]) -> bool:
    """Return whether a word that may also end a sentence is an abbreviation here."""
    before = word_before(match)
    if match["short"].lower() == "co":
        return before[:1].isupper() or before == "&"
    if match["short"].istitle() and match.string.startswith((":", ","), match.end()):
        return True
    after_comma = match.string.endswith(", ", 0, match.start())
    return match["short"][0].isupper() and (after_comma or word_after(match) != "")


def _always(match: re.Match[str]) -> str | None:
    return ALWAYS.get(match["short"])


def _latin(match: re.Match[str]) -> str:
    return LATIN[match["short"].lower().replace(". ", ".")]


def _slashed(match: re.Match[str]) -> str:
    return SLASHED[match[0].lower()]


def _contraction(match: re.Match[str]) -> str:
    """Verbalize 'em, and a possessive that is detached from its noun: the city 's."""
    return f"'{match['rest']}"


def _dr(match: re.Match[str]) -> str | None:
    """Verbalize DR Congo and "the DR plan". In a text in capitals, DR is a doctor too."""
    return None if match.string.isupper() else "D.R."


def with_dot(text: str, override: Override) -> Override:
    """Extend an override of an abbreviation over its dot, unless the dot ends the sentence.

    Dr. Smith, of which only "Dr" has a given pronunciation, would be heard as two sentences.
    """
    if not text.startswith(".", override.end) or not _WORD_FOLLOWS.match(text, override.end + 1):
        return override
    word = text[override.start : override.end]
    is_abbreviation = word in BEFORE_A_NAME or word.lower() in _WITH_DOT
    return replace(override, end=override.end + 1) if is_abbreviation else override


_WITH_DOT = {*BEFORE_A_NUMBER, *WITH_A_DOT, *SHORT_MONTHS}
_WORD_FOLLOWS = re.compile(r"\s*[^\W_]|,")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = (
    rf"\s+(?:1st\s|&\s[A-Z]|[A-Z]\.|{_CAPITAL}'?[^\W\d_]|(?:[a-z]{{1,3}}[\s-]|[a-z]{{1,2}}')[A-Z])|-elect"
    rf"|(?<=(?:Mr|Ms|Dr)\.)\s[A-Z]{END}|(?<=Mr|Ms|Dr)\s[A-Z]{END}"
)
_NUMBER = r"[#$£€]?[0-9]|[IVXLC]{1,6}(?![^\W_])"

_SIDE = "(?:miles?|feet|foot|inch(?:es)?|yards?|(?:kilo|centi)?met(?:er|re)s?)\\b"

RULES = (
    Rule(LETTER, rf"DR{END}(?!\.)", _dr),
    Rule(
        LETTER,
        rf"(?P<short>(?i:e\.\s?g|i\.\s?e|a\.k\.a|p\.s|ph\.d|[ap]\.m)|c\.f){END}{DOT}?",
        _latin,
    ),
    Rule(LETTER, r"et al\b\.?(?!\W*+$)", always("and others")),
    Rule(LETTER, rf"(?i:{'|'.join(SLASHED)}){END}", _slashed),
    Rule(LETTER, rf"(?<=[0-9](?:st|nd|rd|th)\s)c{END}{DOT}?", always("century")),
    Rule(LETTER, rf"sq\.?(?=\s{_SIDE})", always("square")),
    Rule(LETTER, rf"cu\.?(?=\s{_SIDE})", always("cubic")),
    Rule(LETTER, r"w/(?=\s?[^\W_])", always("with")),
    Rule(LETTER, rf"(?P<short>[A-Z][a-z]{{1,5}})(?P<dot>\.)?(?={_NAME})", _before_a_name),
    Rule(
        LETTER, rf"(?P<short>{'|'.join(IN_LOWER_CASE)})(?P<dot>\.)(?=\s[A-Z][a-z])", _before_a_name
    ),
    Rule(
        LETTER,
        r"(?P<short>[A-Za-z]{1,6})(?:\.\s?|(?<=No|pp|Rt)\s|(?<=Apt|Hwy|Rte|Vol|Fig|Cat)\s)"
        rf"(?={_NUMBER})",
        _before_a_number,
    ),
    Rule(
        LETTER, rf"(?P<short>[A-Za-z]{{1,6}}(?:'[tl])?)(?:\.(?P<owner>'s){END}|{DOT})", _with_a_dot
    ),
    Rule(LETTER, r"(?P<short>[A-Za-z]{2,6}(?:'[lt])?)(?![^\W_]|[.'-][^\W_])", _always),
    Rule(LETTER, r"[aA]/c(?=\.?\s(?:nos?\b|numbers?\b|#))", always("account")),
    Rule(LETTER, r"v(?=\s[A-Z])", always("versus")),
    Rule(SIGN, rf"(?<![^\W_])'n{END}'?", always("and")),
    Rule(SIGN, rf"(?<![^\W_])'(?P<rest>em|til|cause|tis|twas|s){END}", _contraction),
)
