"""Measures, which are numbers with a unit: 5 km, 20°C, 3-4 oz, 10 km/h, 20 million km, 3x5 m²."""

import re

from worker.script.normalize.english import dimensions, numerals, units
from worker.script.normalize.english.context import (
    AIRCRAFT_MODELS,
    DASH,
    END,
    NUMBER,
    SCALE,
    follows_model,
    is_attribute,
    is_labelled,
    word_after,
)
from worker.script.normalize.rules import DIGIT, LETTER, SIGN, Rule, always
from worker.script.normalize.tables import word_set

_ALSO_AFTER_A_BLANK = word_set("m t V W")
_ALSO_AFTER_A_HYPHEN = word_set("m t V W in")
_DENOMINATORS = word_set("s s² h hr min d yr l L dl dL ml mL kg m m² m³ ha km mol")
_POWER = re.compile(r"(?:[⁰¹²³⁴-⁹]|\^-?[0-9]+|[0-9](?:[mkK]|[bt]n))\s$")
_CONTEXT = 10  # code points
_COUNTED_NOUN = re.compile(r"[0-9]\s[a-z]{3,15}$")
_NOUN_CONTEXT = 20  # code points


def _measure(match: re.Match[str]) -> str | None:
    value, low, scale, gap = match["value"], match["low"], match["scale"], match["gap"]
    if AIRCRAFT_MODELS & {value, low} or not (_is_unit(match) if gap else _is_amount(match)):
        return None
    is_singular = is_attribute(match) or gap == "-" or (value == "1" and not scale and not low)
    name = units.name(match["unit"], plural=not is_singular)
    if not name:
        return None
    parts = [numerals.number(value), scale, name]
    if low:
        if match["unit"] == "s" and match["between"] in "x×":  # 2x4s
            return None
        parts[:0] = [dimensions.sides(low), _between(match)]
    return " ".join(filter(None, parts))


def _between(match: re.Match[str]) -> str:
    """Return the word between the numbers of 3x5 m, 2 x 500mg or a range."""
    if match["between"].strip() not in "x×":
        return "to"
    return "by" if match["unit"].rstrip("²³23") in units.LENGTHS else "times"


def _is_unit(match: re.Match[str]) -> bool:
    """Return whether a unit after a blank or hyphen is one: in 100 m or 9.58 s, not in T-15 s."""
    unit = match["unit"]
    if unit not in units.ONLY_ATTACHED:
        return True
    if match.string.startswith("-", match.end()):  # 2-in-1
        return False
    if unit == "in" and match["gap"] == " " and match[0].endswith("."):
        return True
    if follows_model(match) or is_labelled(match):
        return False
    if unit == "t" and len(match["value"]) == 1 and word_after(match) != "of":  # 2 t vanilla
        return False
    after_blank = unit in _ALSO_AFTER_A_BLANK or (unit == "s" and "." in match["value"])
    return unit in _ALSO_AFTER_A_HYPHEN if match["gap"] == "-" else after_blank


def _is_amount(match: re.Match[str]) -> bool:
    """Return whether a letter right after the number is a unit: not in runway 27L or C-130J."""
    is_name = is_labelled(match) or follows_model(match)
    is_dimension = match["unit"] == "d" and match["value"] in ("2", "3")  # 2d or 3d
    return len(match["unit"]) > 1 or not (is_name or is_dimension)


def _per(match: re.Match[str]) -> str | None:
    """Verbalize 12/kg and 500/sq mi."""
    per = units.singular(match["per"]) or units.name(match["per"], plural=False)
    return f"{numerals.number(match['value'])} per {per}" if per else None


def _per_noun(match: re.Match[str]) -> str | None:
    """Verbalize the slash and the unit of 120 people/km²."""
    start = match.start()
    if not _COUNTED_NOUN.search(match.string, max(0, start - _NOUN_CONTEXT), start):
        return None
    per = units.singular(match["per"]) or units.name(match["per"], plural=False)
    return f"per {per}" if per else None


def _at_least(match: re.Match[str]) -> str | None:
    """Verbalize 20+ km."""
    unit = None if match["unit"] in units.ONLY_ATTACHED else units.name(match["unit"], plural=True)
    return f"{numerals.number(match['value'])} plus {unit}" if unit else None


def _lone_unit(match: re.Match[str]) -> str | None:
    """Verbalize km/h without a number (but not A/C or s/he), and the kg of 10³⁰ kg."""
    after_power = _POWER.search(match.string, max(0, match.start() - _CONTEXT), match.start())
    if match[0] in units.ONLY_ATTACHED:
        return None
    is_rate = match[0].partition("/")[2] in _DENOMINATORS and (
        len(match[0]) > 3 or match[0] == "m/s"
    )
    return units.name(match[0], plural=True) if is_rate or after_power else None


_STOP = r"(?:\.(?=\s(?:[a-z(0-9]|[CF]\b)|[),;:]))?"
"""Matches the dot of a unit where no sentence ends."""
_LOW = rf"(?:(?P<low>{NUMBER}(?:\s?[x×]\s?{NUMBER})?)(?P<between>{DASH}|\s?[x×]\s?|\sto\s))?"

RULES = (
    Rule(DIGIT, rf"(?P<value>{NUMBER})\+\s?(?P<unit>{units.UNIT})", _at_least),
    Rule(
        DIGIT + SIGN,
        rf"{_LOW}(?P<value>{NUMBER})(?P<scale>)(?P<gap>-)(?P<unit>{units.UNIT})\.(?=\s[A-Z])",
        _measure,
    ),
    Rule(
        DIGIT + SIGN,
        rf"{_LOW}(?P<value>{NUMBER})(?:[\s-](?P<scale>{SCALE}))?(?P<gap>[\s-])?"
        rf"(?P<unit>{units.UNIT}){_STOP}",
        _measure,
    ),
    Rule(DIGIT, rf"(?P<value>{NUMBER})/(?P<per>(?:sq\s)?[A-Za-z]{{1,6}}[²³]?)(?!/){END}", _per),
    Rule(
        SIGN,
        r"(?<=[sgLU])/(?=(?:day|d|week|wk|month|mo|year|yr|hour|hr|min|person)\b)",
        always("per"),
    ),
    Rule(SIGN, rf"(?<=[a-z])/(?P<per>(?:sq\s)?(?:[kc]?m|mi|ft|ha|kg|acre)[²³23]?){END}", _per_noun),
    Rule(SIGN, r"(?<=[^\W\d_])/(?=100\s?(?:km|ml|g|mi)\b)", always("per")),
    Rule(LETTER, r"[A-Za-zµ]{1,5}/[A-Za-z]{1,3}[²³]?(?![^\W_]|/)", _lone_unit),
    Rule(LETTER, rf"(?<=[0-9⁰¹²³⁴-⁹mkKn]\s){units.UNIT}", _lone_unit),
)
