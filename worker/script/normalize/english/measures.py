"""Numbers with a unit: 5 km, 20°C, 3-4 oz, 10 km/h, 20 million km, 3x5 m², 6'2"."""

import re

from worker.script.normalize.english import numerals, units
from worker.script.normalize.english.context import DASH, END, NUMBER, SCALE, is_attribute
from worker.script.normalize.reader import DIGIT, SIGN, Rule
from worker.script.normalize.tables import word_set

_ALSO_AFTER_A_BLANK = word_set("m V W")
_QUOTE = re.compile(r'(?<![0-9])"')
_REACH = 300  # code points; a quotation is hardly longer


def _measure(found: re.Match[str]) -> str | None:
    value, low, scale = found["value"], found["low"], found["scale"]
    if found["gap"] and not _is_unit(found):
        return None
    single = is_attribute(found) or (value == "1" and not scale and not low)
    name = units.spoken(found["unit"], plural=not single)
    if not name:
        return None
    parts = [numerals.number(value), scale, name]
    if low:
        parts[:0] = [numerals.number(low), "by" if found["between"].strip() in "x×" else "to"]
    return " ".join(filter(None, parts))


def _is_unit(found: re.Match[str]) -> bool:
    """Whether what follows a blank or a hyphen may be one: in 100 m or 9.58 s, not in T-15 s."""
    unit = found["unit"]
    if unit not in units.ONLY_ATTACHED:
        return True
    measured = unit in _ALSO_AFTER_A_BLANK or (unit == "s" and "." in found["value"])
    return found["gap"] != "-" and measured


def _per(found: re.Match[str]) -> str | None:
    """12/kg."""
    per = units.one(found["per"])
    return f"{numerals.number(found['value'])} per {per}" if per else None


def _by(found: re.Match[str]) -> str:
    """4x4."""
    return " by ".join(map(numerals.number, re.split(r"\s?[x×]\s?", found[0])))


def _feet_and_inches(found: re.Match[str]) -> str:
    return f"{numerals.number(found['feet'])} foot {numerals.number(found['inches'])}"


def _inches(found: re.Match[str]) -> str | None:
    """12" is twelve inches, unless the sign closes a quotation."""
    start = found.start()
    if len(_QUOTE.findall(found.string, max(0, start - _REACH), start)) % 2:
        return None
    single = found["value"] == "1" or is_attribute(found)
    return f"{numerals.number(found['value'])} {'inch' if single else 'inches'}"


RULES = (
    Rule(DIGIT, rf"(?P<feet>[1-9])'\s?(?P<inches>1[01]|[0-9])(?:\"|'')?{END}", _feet_and_inches),
    Rule(
        DIGIT,
        r"(?P<feet>[1-9])(?:\s?ft\.?|-foot|\sfeet)[\s-](?P<inches>1[01]|[0-9])"
        rf"(?:\s?in(?:\.(?=\s[a-z])|ches)?)?(?![.,-]?[0-9]){END}",
        _feet_and_inches,
    ),
    Rule(
        DIGIT + SIGN,
        rf"(?:(?P<low>{NUMBER})(?P<between>{DASH}|\s?[x×]\s?|\sto\s))?(?P<value>{NUMBER})"
        rf"(?:[\s-](?P<scale>{SCALE}))?(?P<gap>[\s-])?(?P<unit>{units.UNIT})(?:\.(?=\s[a-z(]))?",
        _measure,
    ),
    Rule(DIGIT, rf"(?P<value>{NUMBER})/(?P<per>[A-Za-z]{{1,6}})(?!/){END}", _per),
    Rule(DIGIT, rf"{NUMBER}(?:\s?[x×]\s?{NUMBER}){{1,3}}{END}", _by),
    Rule(DIGIT, rf"(?P<value>{NUMBER})\"", _inches),
)
