"""Amounts of money: $3.2bn, £1.5m, US$5, $40-50, 5 USD."""

import re
from collections.abc import Iterable

from worker.script.normalize.english import numerals, units
from worker.script.normalize.english.context import (
    DASH,
    END,
    NUMBER,
    SCALE,
    SCALES,
    is_attribute,
)
from worker.script.normalize.english.currencies import BY_CODE, BY_SIGN, COUNTRY_PREFIXES, Currency
from worker.script.normalize.rules import DIGIT, LETTER, SIGN, Rule, always
from worker.script.normalize.tables import table, word_set

_PARTS = table("½ .5, ¼ .25, ¾ .75")
_LETTERS = table("R ZAR, N NGN")
_PLURAL_NOUN = re.compile(r"\s([a-z]{2,}[a-rt-z]s)(?![^\W_]|')")
_NO_PLURAL_NOUNS = word_set("""
    is was has does goes says as this its his hers ours yours theirs yes us thus plus minus versus
    less across always perhaps sometimes nowadays overseas upwards downwards towards afterwards
    besides unless whereas perhaps dollars euros pounds pesos francs rupees bucks cents pence
    buys gets makes takes gives covers includes comes seems looks sounds appears represents helps
    equals pays means remains exceeds needs wants costs keeps leaves puts turns becomes lets stays
    brings sits starts ends falls rises adds works suggests proves drops flows arrives raises shows
    leads hits pushes belongs counts vanishes provides allows supports reflects marks lies
""")
"""Words in s after an amount that are no noun with a price."""
_VERSION_LENGTH = 3
"""Characters of the number of a version, such as 8.1."""
_PERIODS = table("pcm calendar month, pw week, pa year, p.a. year")


def _signed(match: re.Match[str]) -> str:
    currency, country = BY_SIGN[match["sign"]], COUNTRY_PREFIXES.get(match["country"], "")
    if match["code"]:  # $50 AUD
        currency = BY_CODE[match["code"]]
    elif country:
        currency = currency._replace(
            singular=f"{country} {currency.singular}", plural=f"{country} {currency.plural}"
        )
    minus = "minus " if match.groupdict().get("minus") else ""  # $-5
    return minus + _amount(match, currency)


def _coded(match: re.Match[str]) -> str:
    return _amount(match, BY_CODE[match["code"]])


def _after_code(match: re.Match[str]) -> str | None:
    """Verbalize USD 50. PHP 8.1 is a version of a language."""
    return (
        None if match["code"] == "PHP" and len(match["value"]) <= _VERSION_LENGTH else _coded(match)
    )


def _by_letter(match: re.Match[str]) -> str:
    """Verbalize R50m and N5,000. It is uncertain whether R50 is money."""
    return _amount(match, BY_CODE[_LETTERS[match["letter"]]])


def _amount(match: re.Match[str], currency: Currency) -> str:
    value, scale, low = _with_point(match["value"]), match["scale"], match["low"]
    modifies_noun = is_attribute(match) or match["joint"] == "-" or _counts_money(match)
    cents = None if scale or low or not currency.cent else _cents(value)
    if cents is not None:
        whole = value.partition(".")[0]
        return _with_cents(whole, cents, currency, modifies_noun) + _per(match)
    if len(value.partition(".")[2]) > 2:
        value = value.rstrip("0").rstrip(".")
    is_singular = modifies_noun or (value == "1" and not scale and not low)
    name = currency.singular if is_singular else currency.plural
    return f"{_low(match)}{numerals.number(value)}{_scale(scale)} {name}{_per(match)}"


def _counts_money(match: re.Match[str]) -> bool:
    """Return whether a plural noun follows that the amount describes, as in "$250,000 fines"."""
    noun = _PLURAL_NOUN.match(match.string, match.end())
    return noun is not None and noun[1] not in _NO_PLURAL_NOUNS


def _with_point(value: str) -> str:
    """Return 1.200,50 as 1200.50, and 2½ as 2.5."""
    if value[-1] in _PARTS:
        return f"{value[:-1] or '0'}{_PARTS[value[-1]]}"
    continental = _CONTINENTAL_VALUE.fullmatch(value)
    return value.replace(".", "").replace(",", ".") if continental else value


def _low(match: re.Match[str]) -> str:
    if not match["low"]:
        return ""
    scale = "" if match["low_scale"] == match["scale"] else _scale(match["low_scale"])
    return f"{numerals.number(match['low'])}{scale} to "


def _scale(scale: str | None) -> str:
    return f" {SCALES.get(scale.lower(), scale.lower())}" if scale else ""


def _cents(value: str) -> int | None:
    """Return 5 for 1.05, 50 for 1.5 and 1.500; None for 1 and for 1.505, which have no cents."""
    fraction = value.partition(".")[2]
    if len(fraction) > 2:
        fraction = fraction.rstrip("0")
    return int(fraction.ljust(2, "0")) if fraction and len(fraction) <= 2 else None


def _with_cents(whole: str, cents: int, currency: Currency, modifies_noun: bool) -> str:
    whole = whole or "0"
    name = currency.singular if modifies_noun or whole == "1" else currency.plural
    large = f"{numerals.number(whole)} {name}"
    if not cents:
        return large
    small = f"{numerals.cardinal(cents)} {currency.cent if cents == 1 else currency.cents}"
    return f"{large} and {small}" if whole.strip("0,") else small


def _per(match: re.Match[str]) -> str:
    """Verbalize the unit of $5/day or £900pcm; empty if the pattern has no group for it."""
    groups = match.groupdict()
    if groups.get("per") == "ea":
        return " each"
    if groups.get("per"):
        return f" per {units.per(match['per'])}"
    return f" per {_PERIODS[match['period']]}" if groups.get("period") else ""


def _pair(match: re.Match[str]) -> str:
    """Verbalize a currency pair, such as EUR/USD."""
    return match[0].replace("/", " ")


def _lone_sign(match: re.Match[str]) -> str:
    country = COUNTRY_PREFIXES.get(match["country"], "")
    return f"{country} {BY_SIGN[match['sign']].singular}".lstrip()


def _any(names: Iterable[str]) -> str:
    """Return a pattern of the names, longest first."""
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_SHORT_SCALE = "(?i:[mbt]n|[mb]ln|trn)|mm|MM|cr|(?<=[0-9½¼¾])[kKmMbBtT]|(?<=[0-9] )[KMBm](?![&.'-])"
_SCALE = rf"(?:(?P<joint>\s|-)?(?P<scale>{SCALE}|{_SHORT_SCALE}){END})?"
_SIGNS = "".join(sign for sign in BY_SIGN if len(sign) == 1)
_AGAIN_SIGN = rf"(?:[{_SIGNS}](?=[0-9.,]{{1,9}}[\s-]?(?:{SCALE}|{_SHORT_SCALE}){END}))?"  # £3-£4bn
_LOW = rf"(?:(?P<low>{NUMBER})(?P<low_scale>[kKmMbBtT]n?)?(?:{DASH}{_AGAIN_SIGN}|\sto\s))?"
_CONTINENTAL = r"[0-9]{1,3}(?:(?:\.[0-9]{3})*,[0-9]{1,2}|(?:\.[0-9]{3}){2,3})(?![0-9]|[.,][0-9])"
_CONTINENTAL_VALUE = re.compile(_CONTINENTAL)
_VALUE = rf"{_LOW}(?P<value>{NUMBER}){_SCALE}"
_SIGNED_VALUE = rf"{_LOW}(?P<value>{_CONTINENTAL}|[0-9]{{0,3}}[½¼¾]|{NUMBER}){_SCALE}"
_AGAIN = rf"(?:[\s-](?:dollars?|pounds?|euros?){END})?"  # $5 million dollars
_PER = (
    r"(?:\s?(?:/(?P<per>(?:(?:sq|cu)\.?\s|square\s|cubic\s)?[A-Za-z]{1,9}[²³]?)"
    rf"|(?P<period>{'|'.join(map(re.escape, _PERIODS))})){END})?"
)

_COUNTRY = rf"(?:(?P<country>{_any(COUNTRY_PREFIXES)})D?(?:(?<=[A-Z]{{2}})\s)?)?"
_SIGN = rf"(?P<sign>R\$|[{_SIGNS}])"
_CODE = rf"(?P<code>{_any(BY_CODE)})"

RULES = (
    Rule(LETTER, rf"[A-Z]{{3}}/{_CODE}{END}", _pair),
    Rule(
        LETTER + SIGN,
        rf"{_COUNTRY}{_SIGN}(?P<minus>-(?=[0-9.]))?\s?{_SIGNED_VALUE}{_AGAIN}(?:\s?{_CODE}{END})?{_PER}",
        _signed,
    ),
    Rule(LETTER, rf"{_CODE}\s?{_SIGNED_VALUE}", _after_code),
    Rule(
        LETTER,
        rf"(?P<letter>[RN])(?=[0-9.]{{1,6}}\s?(?:[mb]n?{END}|{SCALE})|[0-9]{{1,3}}(?:,[0-9]{{3}})+){_VALUE}",
        _by_letter,
    ),
    Rule(DIGIT, rf"{_SIGNED_VALUE}\s?{_CODE}{END}", _coded),
    Rule(DIGIT + SIGN, rf"{_SIGNED_VALUE}(?P<country>)(?P<code>)\s?{_SIGN}(?![0-9])", _signed),
    Rule(SIGN, rf"(?<![^\s(\"'])\$(?=[A-Z]{{1,5}}{END})", always("")),  # $AAPL
    Rule(SIGN, rf"(?<=[0-9])/(?=[{_SIGNS}](?![0-9]))", always("per")),  # ¥150/$
    Rule(LETTER + SIGN, rf"{_COUNTRY}{_SIGN}", _lone_sign),
)
