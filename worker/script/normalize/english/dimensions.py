"""Dimensions of things and people: 4x4, 30cm x 20cm, 6'2", 12", 11st 4lb."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END, NUMBER, is_attribute, word_before
from worker.script.normalize.rules import DIGIT, LETTER, SIGN, Rule

_SIDE = re.compile(r"[0-9.,½¼¾/-]+(?:[cmk]?m|in|ft|yd|\"|')?")
_SIDE_ENDS = re.compile(r"[0-9½¼¾]\s(?:[cmk]?m|in|ft|yd|feet|inches|meters|metres)\.?\s$")
_NEAR = 20  # code points
_QUOTE = re.compile(r'(?<![0-9])"')
_RESULT = re.compile(r"\s?=|[⁰¹²³⁴-⁹^]")
_CONTEXT = 300  # code points; few quotations are longer


def sides(text: str, word: str = "by") -> str:
    """Verbalize 3x5, or 3 alone."""
    return f" {word} ".join(map(numerals.number, re.split(r"\s?[x×]\s?", text)))


def _product(match: re.Match[str]) -> str:
    """Verbalize a size such as 4x4, or a multiplication such as 3 × 4 = 12."""
    if _RESULT.match(match.string, match.end()):
        return sides(match["sides"], "times")
    product = sides(match["sides"])
    return numerals.plural(product) if match["many"] else product


def _beside_a_side(match: re.Match[str]) -> str | None:
    """Verbalize the x of 30cm x 20cm."""
    start = match.start()
    if _SIDE_ENDS.search(match.string, max(0, start - _NEAR), start):
        return "by"
    side = word_before(match)
    has_unit = match[0] == "x" or not side[-1:].isdecimal()
    return "by" if has_unit and _SIDE.fullmatch(side) else None


def _feet_and_inches(match: re.Match[str]) -> str:
    return f"{numerals.number(match['feet'])} foot {numerals.number(match['inches'])}"


def _feet(match: re.Match[str]) -> str:
    """Verbalize feet without inches: 8' x 10'."""
    return f"{numerals.number(match['value'])} {'foot' if match['value'] == '1' else 'feet'}"


def _inches(match: re.Match[str]) -> str | None:
    """Verbalize 12" as inches unless the sign closes a quotation."""
    start = match.start()
    if len(_QUOTE.findall(match.string, max(0, start - _CONTEXT), start)) % 2:
        return None
    is_singular = match["value"] == "1" or is_attribute(match)
    return f"{numerals.number(match['value'])} {'inch' if is_singular else 'inches'}"


def _stone(match: re.Match[str]) -> str:
    """Verbalize the weight of a person or a horse: 11st 4lb."""
    return f"{numerals.number(match['stone'])} stone {numerals.number(match['pounds'])}"


FEET_AND_INCHES = (
    Rule(
        DIGIT, rf"(?P<feet>[1-9][0-9]?)'\s?(?P<inches>1[01]|[0-9])(?:\"|'')?{END}", _feet_and_inches
    ),
    Rule(
        DIGIT,
        r"(?P<feet>[1-9])(?:\s?ft\.?|-foot|\sfeet)[\s-](?P<inches>1[01]|[0-9])"
        rf"(?:\s?in(?:\.(?=\s[a-z])|ches)?)?(?![.,-]?[0-9]){END}",
        _feet_and_inches,
    ),
)
RULES = (
    Rule(DIGIT, rf"(?P<sides>{NUMBER}(?:\s?[x×]\s?{NUMBER}){{1,3}})(?P<many>s)?{END}", _product),
    Rule(LETTER + SIGN, r"(?<=\s)[x×](?=\s[0-9])", _beside_a_side),
    Rule(DIGIT, rf"(?P<value>{NUMBER})\"", _inches),
    Rule(DIGIT, rf"(?<=[x×]\s)(?P<value>{NUMBER})'(?!')", _feet),
    Rule(DIGIT, rf"(?P<value>{NUMBER})'(?=\s?(?:[x×]\s?[0-9]|tall\b|long\b|wide\b|high\b))", _feet),
    Rule(DIGIT, rf"(?P<stone>[0-9]{{1,2}})\s?st\s(?P<pounds>[0-9]{{1,2}})\s?lbs?{END}", _stone),
)
