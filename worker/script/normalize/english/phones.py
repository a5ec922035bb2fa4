"""Telephone, card and serial numbers, spoken digit by digit with a pause between groups."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END
from worker.script.normalize.english.scripts import transliterate
from worker.script.normalize.rules import DIGIT, SIGN, Rule

_GROUP = re.compile(r"[0-9]+|[A-Z]+")


def _groups(match: re.Match[str]) -> str:
    plus = "plus " if match[0].startswith("+") else ""
    return plus + ", ".join(map(_group, _GROUP.findall(match[0])))


def _extended(match: re.Match[str]) -> str:
    """Verbalize a number with an extension: (555) 123-4567 x12."""
    number = ", ".join(map(_group, _GROUP.findall(match["number"])))
    plus = "plus " if match[0].startswith("+") else ""
    extension = f", extension {numerals.digits(match['extension'])}" if match["extension"] else ""
    return f"{plus}{number}{extension}"


def _international(match: re.Match[str]) -> str | None:
    return _groups(match) if sum(map(str.isdecimal, match[0])) in _INTERNATIONAL else None


def _in_digits(match: re.Match[str]) -> str:
    """Verbalize groups without a country code: 978-3-16-148410-0, 4111 1111 1111 1111."""
    groups = re.split("[ -]", match[0])
    return ", ".join(group if group == "X" else numerals.digits(group) for group in groups)


def _vanity(match: re.Match[str]) -> str:
    """Verbalize 1-800-GO-HOME without spelling the words."""
    letters = " ".join(map(_group, _GROUP.findall(match["words"])))
    return f"one, {_group(match['area'])}, {letters}"


def _group(part: str) -> str:
    if not part.isdecimal():
        return transliterate(part)
    is_hundreds = len(part) == 3 and part.endswith("00") and part[0] != "0"
    return numerals.number(part) if is_hundreds else numerals.digits(part)


_INTERNATIONAL = range(8, 16)
"""Number of digits, including the country code (ITU-T E.164)."""
_GAP = r"[\s.-]"
_STOP = rf"(?![.,-]?[0-9]){END}"
_AREA = rf"(?:\([0-9]{{3}}\){_GAP}{{0,2}}|[0-9]{{3}}{_GAP})"

RULES = (
    Rule(
        DIGIT + SIGN,
        rf"(?P<number>(?:\+?1{_GAP}?)?{_AREA}[0-9]{{3}}{_GAP}[0-9]{{4}})"
        rf"(?:,?\s?(?:x|ext\.?)\s?(?P<extension>[0-9]{{1,5}}))?{_STOP}",
        _extended,
    ),
    Rule(
        SIGN,
        rf"\+[0-9]{{1,3}}{_GAP}?(?:\([0-9]{{1,4}}\){_GAP}?)?[0-9]{{1,12}}"
        rf"(?:{_GAP}[0-9]{{2,8}}){{0,5}}{_STOP}",
        _international,
    ),
    Rule(
        DIGIT,
        r"1-(?P<area>[89][0-9]{2})-(?P<words>(?:[0-9]{1,3}-)?[A-Z]{1,7}(?:-[0-9A-Z]{1,7}){0,3})"
        rf"{END}",
        _vanity,
    ),
    Rule(DIGIT, rf"0[0-9]{{2,4}}[\s-][0-9]{{3,4}}[\s-]?[0-9]{{3,4}}{_STOP}", _groups),
    Rule(SIGN, rf"\(0[0-9]{{1,4}}\)\s?[0-9]{{3,8}}(?:[\s-][0-9]{{3,6}})?{_STOP}", _groups),
    Rule(DIGIT, rf"0[1-9][0-9]{{2,3}}\s[0-9]{{4,6}}{_STOP}", _groups),
    Rule(DIGIT, rf"[0-9]{{4}}(?:[ -][0-9]{{4}}){{3}}{_STOP}", _in_digits),
    Rule(
        DIGIT,
        rf"(?=[0-9-]{{0,20}}[0-9]{{4}})[0-9]{{1,7}}(?:-[0-9]{{1,7}}){{3,5}}(?:-X)?(?!-){_STOP}",
        _in_digits,
    ),
    Rule(DIGIT, rf"(?<=ISSN )[0-9]{{4}}-[0-9]{{4}}{_STOP}", _in_digits),
    Rule(DIGIT, rf"[0-9]{{3}}-[0-9]{{2}}-[0-9]{{4}}{_STOP}", _groups),
    Rule(DIGIT, rf"(?<![-.,])[0-9]{{3}}-[0-9]{{4}}{_STOP}", _groups),
)
