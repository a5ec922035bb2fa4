"""Telephone and other numbers that are said digit by digit, in their groups."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END
from worker.script.normalize.english.scripts import latin
from worker.script.normalize.reader import DIGIT, SIGN, Rule

_GROUP = re.compile(r"[0-9]+|[A-Z]+")


def _groups(found: re.Match[str]) -> str:
    plus = "plus " if found[0].startswith("+") else ""
    return plus + ", ".join(map(_group, _GROUP.findall(found[0])))


def _vanity(found: re.Match[str]) -> str:
    """1-800-GO-HOME: the words are not said letter by letter."""
    letters = " ".join(map(_group, _GROUP.findall(found["words"])))
    return f"one, {_group(found['area'])}, {letters}"


def _group(part: str) -> str:
    if not part.isdecimal():
        return latin(part)
    hundreds = len(part) == 3 and part.endswith("00") and part[0] != "0"
    return numerals.number(part) if hundreds else numerals.digits(part)


_GAP = r"[\s.-]"
_STOP = rf"(?![.,-]?[0-9]){END}"
_AREA = rf"(?:\([0-9]{{3}}\){_GAP}{{0,2}}|[0-9]{{3}}{_GAP})"

RULES = (
    Rule(DIGIT + SIGN, rf"(?:\+?1{_GAP}?)?{_AREA}[0-9]{{3}}{_GAP}[0-9]{{4}}{_STOP}", _groups),
    Rule(
        SIGN,
        rf"\+[0-9]{{1,3}}{_GAP}?(?:\([0-9]{{1,4}}\){_GAP}?)?[0-9]{{2,4}}(?:{_GAP}[0-9]{{2,4}}){{1,4}}"
        rf"{_STOP}",
        _groups,
    ),
    Rule(
        DIGIT,
        r"1-(?P<area>[89][0-9]{2})-(?P<words>(?:[0-9]{1,3}-)?[A-Z]{1,7}(?:-[0-9A-Z]{1,7}){0,3})"
        rf"{END}",
        _vanity,
    ),
    Rule(DIGIT, rf"0[0-9]{{2,4}}[\s-][0-9]{{3,4}}[\s-]?[0-9]{{3,4}}{_STOP}", _groups),
    Rule(DIGIT, rf"[0-9]{{3}}-[0-9]{{2}}-[0-9]{{4}}{_STOP}", _groups),
    Rule(DIGIT, rf"(?<![-.,])[0-9]{{3}}-[0-9]{{4}}{_STOP}", _groups),
)
