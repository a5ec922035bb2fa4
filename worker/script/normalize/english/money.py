"""Money: $3.2bn, £1.5m, US$5, $40-50, 5 USD, 50¢."""

import re

from worker.script.normalize.english import numerals, units
from worker.script.normalize.english.context import (
    DASH,
    END,
    NUMBER,
    SCALE,
    SCALES,
    is_attribute,
)
from worker.script.normalize.english.currencies import BY_CODE, BY_SIGN, LANDS, Currency
from worker.script.normalize.reader import DIGIT, LETTER, SIGN, Rule, always


def _signed(found: re.Match[str]) -> str:
    currency, land = BY_SIGN[found["sign"]], LANDS.get(found["land"], "")
    if land:
        currency = currency._replace(one=f"{land} {currency.one}", many=f"{land} {currency.many}")
    return _amount(found, currency)


def _coded(found: re.Match[str]) -> str | None:
    currency = BY_CODE.get(found["code"])
    return _amount(found, currency) if currency else None


def _amount(found: re.Match[str], currency: Currency) -> str:
    value, scale, low = found["value"], found["scale"], found["low"]
    attribute = is_attribute(found) or found["joint"] == "-"
    cents = None if scale or low else _cents(value)
    if cents is not None:
        return _with_cents(value.partition(".")[0], cents, currency, attribute)
    single = attribute or (value == "1" and not scale and not low)
    name = currency.one if single else currency.many
    return f"{_low(found)}{numerals.number(value)}{_scale(scale)} {name}{_per(found)}"


def _low(found: re.Match[str]) -> str:
    if not found["low"]:
        return ""
    scale = "" if found["low_scale"] == found["scale"] else _scale(found["low_scale"])
    return f"{numerals.number(found['low'])}{scale} to "


def _scale(scale: str | None) -> str:
    return f" {SCALES.get(scale.lower(), scale.lower())}" if scale else ""


def _cents(value: str) -> int | None:
    """5 for 1.05, 50 for 1.5 and 1.500; None for 1, and for 1.505, which has no cents."""
    fraction = value.partition(".")[2]
    if len(fraction) > 2:
        fraction = fraction.rstrip("0")
    return int(fraction.ljust(2, "0")) if fraction and len(fraction) <= 2 else None


def _with_cents(whole: str, cents: int, currency: Currency, attribute: bool) -> str:
    whole = whole or "0"
    name = currency.one if attribute or whole == "1" else currency.many
    large = f"{numerals.number(whole)} {name}"
    if not cents:
        return large
    small = f"{numerals.cardinal(cents)} {currency.cent if cents == 1 else currency.cents}"
    return f"{large} and {small}" if whole.strip("0,") else small


def _per(found: re.Match[str]) -> str:
    """For $5/day; a rule whose pattern has no such group has no such unit."""
    per = units.one(found.groupdict().get("per") or "")
    return f" per {per}" if per else ""


def _small_coins(found: re.Match[str]) -> str:
    return f"{numerals.number(found['value'])} {'cent' if found['value'] == '1' else 'cents'}"


def _lone_sign(found: re.Match[str]) -> str:
    return f"{LANDS.get(found['land'], '')} {BY_SIGN[found['sign']].one}".lstrip()


_LAND = rf"(?:(?P<land>{'|'.join(sorted(LANDS, key=len, reverse=True))})(?:(?<=[A-Z]{{2}})\s)?)?"
_SIGN = rf"(?P<sign>R\$|[{''.join(sign for sign in BY_SIGN if len(sign) == 1)}])"
_SCALE = rf"(?:(?P<joint>\s|-)?(?P<scale>{SCALE}|[mbt]n|[mb]ln|trn|(?<=[0-9])[kKmMbBtT]){END})?"
_LOW = rf"(?:(?P<low>{NUMBER})(?P<low_scale>[kKmMbBtT]n?)?(?:{DASH}|\sto\s))?"
_VALUE = rf"{_LOW}(?P<value>{NUMBER}){_SCALE}"
_CODE = r"(?P<code>[A-Z]{3}|Rs\.?)"
_PER = rf"(?:/(?P<per>[a-z]{{1,6}}){END})?"

RULES = (
    Rule(LETTER + SIGN, rf"{_LAND}{_SIGN}\s?{_VALUE}(?:\s?(?:US|AU|CA)D{END})?{_PER}", _signed),
    Rule(LETTER, rf"{_CODE}\s?{_VALUE}", _coded),
    Rule(DIGIT, rf"{_VALUE}\s?{_CODE}{END}", _coded),
    Rule(DIGIT + SIGN, rf"{_VALUE}(?P<land>)\s?{_SIGN}(?![0-9])", _signed),
    Rule(DIGIT, rf"(?P<value>{NUMBER})\s?¢", _small_coins),
    Rule(LETTER + SIGN, rf"{_LAND}{_SIGN}", _lone_sign),
    Rule(SIGN, "¢", always("cents")),
)
