"""Numbers with a unit: 5 km, 20°C, 3-4 oz, 10 km/h, 20 million km, 3x5 m², 6'2"."""

import re

from worker.script.normalize.english import numerals, units
from worker.script.normalize.english.context import (
    AEROPLANES,
    DASH,
    END,
    NUMBER,
    SCALE,
    follows_model,
    is_attribute,
    is_labelled,
    word_after,
    word_before,
)
from worker.script.normalize.reader import DIGIT, LETTER, SIGN, Rule, always
from worker.script.normalize.tables import word_set

_ALSO_AFTER_A_BLANK = word_set("m t V W")
_SIDE = re.compile(r"[0-9.,½¼¾/-]+(?:[cmk]?m|in|ft|yd|\"|')?")
_ALSO_AFTER_A_HYPHEN = word_set("m t V W in")
_QUOTE = re.compile(r'(?<![0-9])"')
_SIZED = word_set("bra bras cup dating")
_WARM = word_set("""
    day days heat heatwave temperature temperatures weather water air oven sun sunshine rise warming
    limit target threshold mark high low record cold chill increase range world
""")
_ARTICLES = word_set("a an the")
_RESULT = re.compile(r"\s?=|[⁰¹²³⁴-⁹^]")
_POWER = re.compile(r"(?:[⁰¹²³⁴-⁹]|\^-?[0-9]+|[0-9](?:[mkK]|[bt]n))\s$")
_NEAR = 10  # code points
_REACH = 300  # code points; a quotation is hardly longer


def _measure(found: re.Match[str]) -> str | None:
    value, low, scale, gap = found["value"], found["low"], found["scale"], found["gap"]
    if AEROPLANES & {value, low} or not (_is_unit(found) if gap else _is_amount(found)):
        return None
    single = is_attribute(found) or gap == "-" or (value == "1" and not scale and not low)
    name = units.spoken(found["unit"], plural=not single)
    if not name:
        return None
    parts = [numerals.number(value), scale, name]
    if low:
        if found["unit"] == "s" and found["between"] in "x×":  # 2x4s
            return None
        parts[:0] = [_by(low), _between(found)]
    return " ".join(filter(None, parts))


def _between(found: re.Match[str]) -> str:
    """Of 3x5 m and 2 x 500mg, or of a range."""
    if found["between"].strip() not in "x×":
        return "to"
    return "by" if found["unit"].rstrip("²³23") in units.LENGTHS else "times"


def _is_unit(found: re.Match[str]) -> bool:
    """Whether what follows a blank or a hyphen may be one: in 100 m or 9.58 s, not in T-15 s."""
    unit = found["unit"]
    if unit not in units.ONLY_ATTACHED:
        return True
    if found.string.startswith("-", found.end()):  # 2-in-1
        return False
    if unit == "in" and found["gap"] == " " and found[0].endswith("."):
        return True
    if follows_model(found) or is_labelled(found):
        return False
    measured = unit in _ALSO_AFTER_A_BLANK or (unit == "s" and "." in found["value"])
    return unit in _ALSO_AFTER_A_HYPHEN if found["gap"] == "-" else measured


def _is_amount(found: re.Match[str]) -> bool:
    """Whether a letter right after the number is a unit: not in runway 27L, not in C-130J."""
    named = is_labelled(found) or follows_model(found)
    flat = found["unit"] == "d" and found["value"] in ("2", "3")  # not in 2d or 3d
    return len(found["unit"]) > 1 or not (named or flat)


def _temperature(found: re.Match[str]) -> str | None:
    """20C and 95F, but neither gate 20C nor the 20C bus."""
    before, value, low = word_before(found), found["value"], found["low"]
    attribute, after = is_attribute(found), word_after(found)
    named = is_labelled(found) or value in AEROPLANES or after in _SIZED
    model = before.isalpha() and not (before.islower() or before.istitle())
    other = attribute and before.lower() in _ARTICLES and after not in _WARM
    if named or model or other:
        return None
    name = units.spoken(f"°{found['scale']}", plural=not attribute and (low or value) != "1")
    return f"{f'{numerals.number(low)} to ' if low else ''}{numerals.number(value)} {name}"


def _per(found: re.Match[str]) -> str | None:
    """12/kg."""
    per = units.one(found["per"])
    return f"{numerals.number(found['value'])} per {per}" if per else None


def _lone_unit(found: re.Match[str]) -> str | None:
    """km/h without a number, but neither A/C nor s/he; and the kg of 10³⁰ kg."""
    after_power = _POWER.search(found.string, max(0, found.start() - _NEAR), found.start())
    if found[0] in units.ONLY_ATTACHED:
        return None
    rate = "/" in found[0] and (len(found[0]) > len("m/s") or found[0] == "m/s")
    return units.spoken(found[0], plural=True) if rate or after_power else None


def _product(found: re.Match[str]) -> str:
    """4x4; but 3 × 4 = 12."""
    if _RESULT.match(found.string, found.end()):
        return _by(found["sides"], "times")
    product = _by(found["sides"])
    return numerals.plural(product) if found["many"] else product


def _by(sides: str, word: str = "by") -> str:
    return f" {word} ".join(map(numerals.number, re.split(r"\s?[x×]\s?", sides)))


def _feet_and_inches(found: re.Match[str]) -> str:
    return f"{numerals.number(found['feet'])} foot {numerals.number(found['inches'])}"


def _stars(found: re.Match[str]) -> str:
    single = found["value"] == "1" or is_attribute(found)
    return f"{numerals.number(found['value'])} {'star' if single else 'stars'}"


def _stone(found: re.Match[str]) -> str:
    """11st 4lb, of people and horses."""
    return f"{numerals.number(found['stone'])} stone {numerals.number(found['pounds'])}"


def _scale(found: re.Match[str]) -> str:
    """350 degrees F."""
    return "Celsius" if found["scale"] == "C" else "Fahrenheit"


def _feet(found: re.Match[str]) -> str:
    """8' x 10'."""
    return f"{numerals.number(found['value'])} {'foot' if found['value'] == '1' else 'feet'}"


def _inches(found: re.Match[str]) -> str | None:
    """12" is twelve inches, unless the sign closes a quotation."""
    start = found.start()
    if len(_QUOTE.findall(found.string, max(0, start - _REACH), start)) % 2:
        return None
    single = found["value"] == "1" or is_attribute(found)
    return f"{numerals.number(found['value'])} {'inch' if single else 'inches'}"


def _beside_a_side(found: re.Match[str]) -> str | None:
    """30cm x 20cm."""
    side = word_before(found)
    measured = found[0] == "x" or not side[-1:].isdecimal()
    return "by" if measured and _SIDE.fullmatch(side) else None


RULES = (
    Rule(
        DIGIT,
        rf"(?<!:)(?:(?P<low>[0-9]{{1,3}}){DASH})?(?P<value>[0-9]{{1,3}}(?:\.[0-9])?)(?P<scale>[CF])(?!\s[0-9]){END}",
        _temperature,
    ),
    Rule(
        DIGIT, rf"(?P<feet>[1-9][0-9]?)'\s?(?P<inches>1[01]|[0-9])(?:\"|'')?{END}", _feet_and_inches
    ),
    Rule(
        DIGIT,
        r"(?P<feet>[1-9])(?:\s?ft\.?|-foot|\sfeet)[\s-](?P<inches>1[01]|[0-9])"
        rf"(?:\s?in(?:\.(?=\s[a-z])|ches)?)?(?![.,-]?[0-9]){END}",
        _feet_and_inches,
    ),
    Rule(
        DIGIT + SIGN,
        rf"(?:(?P<low>{NUMBER}(?:\s?[x×]\s?{NUMBER})?)(?P<between>{DASH}|\s?[x×]\s?|\sto\s))?"
        rf"(?P<value>{NUMBER})"
        rf"(?:[\s-](?P<scale>{SCALE}))?(?P<gap>[\s-])?(?P<unit>{units.UNIT})(?:\.(?=\s(?:[a-z(0-9]|[CF]\b)|[),;:]))?",
        _measure,
    ),
    Rule(DIGIT, rf"(?P<value>{NUMBER})/(?P<per>[A-Za-z]{{1,6}})(?!/){END}", _per),
    Rule(DIGIT, rf"(?P<sides>{NUMBER}(?:\s?[x×]\s?{NUMBER}){{1,3}})(?P<many>s)?{END}", _product),
    Rule(LETTER + SIGN, r"(?<=\s)[x×](?=\s[0-9])", _beside_a_side),
    Rule(DIGIT, rf"(?P<value>{NUMBER})\"", _inches),
    Rule(DIGIT, rf"(?<=[x×]\s)(?P<value>{NUMBER})'(?!')", _feet),
    Rule(DIGIT, rf"(?P<value>{NUMBER})'(?=\s?(?:[x×]\s?[0-9]|tall\b|long\b|wide\b|high\b))", _feet),
    Rule(DIGIT, rf"(?P<value>{NUMBER})★(?!★)", _stars),
    Rule(DIGIT, rf"(?P<stone>[0-9]{{1,2}})\s?st\s(?P<pounds>[0-9]{{1,2}})\s?lbs?{END}", _stone),
    Rule(
        SIGN,
        r"(?<=[sgLU])/(?=(?:day|d|week|wk|month|mo|year|yr|hour|hr|min|person)\b)",
        always("per"),
    ),
    Rule(LETTER, r"(?:(?<=degrees )|(?<=deg )|(?<=deg\. ))(?P<scale>[CF])\b", _scale),
    Rule(SIGN, r"(?<=[^\W\d_])/(?=100\s?(?:km|ml|g|mi)\b)", always("per")),
    Rule(LETTER, r"[A-Za-zµ]{1,5}/[A-Za-z]{1,3}[²³]?(?![^\W_]|/)", _lone_unit),
    Rule(LETTER, rf"(?<=[0-9⁰¹²³⁴-⁹mkKn]\s){units.UNIT}", _lone_unit),
)
