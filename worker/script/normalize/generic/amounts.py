"""Amounts: money, percentages, measures, numbers with a scale (millions), ordinals and years."""

from dataclasses import dataclass, replace
from decimal import Decimal

import regex
from babel.numbers import get_currency_precision

from worker.script.normalize.generic.agreement import number_before
from worker.script.normalize.generic.cldr import (
    currencies,
    currency_name,
    scale_name,
    scales,
    units,
    with_unit,
)
from worker.script.normalize.generic.gender import gender_before, gender_of
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import MAX_DIGITS, Form, integer, minus, number
from worker.script.normalize.generic.tables import CARDINAL_BEFORE_PERCENT, MILLIONS_OF, PERCENT

_ONE = Decimal(1)
_MILLION = 10**6
_VOWEL = regex.compile("[aeiouéh]", regex.IGNORECASE)
_ELIDING = frozenset({"ca", "fr"})

_YEARS_IN_HUNDREDS = frozenset({"da", "de", "nl", "no", "sv"})
_YEARS = range(1100, 2000)
"""Numbers of four digits that are taken for a year, as in "neunzehnhundert"."""

_MASCULINE = regex.compile(r"o\b")
_GERMAN_DATIVE = regex.compile(r"\b(?i:am|dem|den|vom|zum|im|beim|des|bis|ab|seit|nach|vor)\s$")
_CONTEXT = 20  # code points


@dataclass(frozen=True)
class _Quantity:
    whole: str
    decimals: str
    """Digits, without grouping."""
    exponent: int
    """Power of ten of the scale after the digits: 6 for "Mio."."""
    myriads: str
    """万 or 억 after the digits, spoken as it is written."""

    @property
    def value(self) -> Decimal:
        """Value that decides the plural. Of an overlong number the last digits are enough."""
        decimals = f".{self.decimals[:MAX_DIGITS]}" if self.decimals else ""
        return Decimal(self.whole[-MAX_DIGITS:] + decimals).scaleb(self.exponent)


def amount_in_words(match: "regex.Match[str]", language: Language) -> str | None:
    """Return a number with its currency, unit or scale in words; None if numbers are not known."""
    quantity = _Quantity(
        regex.sub(r"\D", "", match["whole"]),
        match["decimals"] or "",
        scales(language).get(match["scale"], 0),
        (match["myriads"] or "").strip(),
    )
    if code := currencies(language).get(match["before"] or match["after"]):
        words = _money(quantity, code, language)
    elif unit := PERCENT if match["before"] == "%" else units(language).get(match["unit"]):
        words = _measure(quantity, unit, language)
    elif quantity.exponent:
        words = _count(quantity, language)
    elif match["ordinal"]:
        words = _ordinal(match, quantity, language)
    else:
        words = _plain_number(match, quantity, language)
    return language.join(minus(language), words) if words and match["minus"] else words


def _money(quantity: _Quantity, code: str, language: Language) -> str | None:
    """Verbalize money, as "zwölf Euro fünfzig" and "dos millones de euros"."""
    cents: str | None = ""
    if _has_cents(quantity, code) and language.blank:
        hundredths = int(quantity.decimals or 0)
        cents = integer(str(hundredths), language) if hundredths else ""
        quantity = replace(quantity, decimals="")
    form = gender_of(currency_name(code, _ONE, language), language) or "counted"
    count = _count(quantity, language, form)
    if count is None:
        return None
    value = quantity.value
    name = currency_name(code, value, language)
    if value >= _MILLION and (quantity.exponent or value % _MILLION == 0):
        name = _of(name, language)
    return language.join(count, name, cents)


def _has_cents(quantity: _Quantity, code: str) -> bool:
    is_precise = len(quantity.decimals) == get_currency_precision(code)
    return is_precise and not quantity.exponent


def _of(name: str, language: Language) -> str:
    """Return a currency's name after millions: "de euros", "d'euros"."""
    of = MILLIONS_OF.get(language.name, "")
    if language.name in _ELIDING and _VOWEL.match(name):
        return f"d'{name}"
    return language.join(of, name)


def _measure(quantity: _Quantity, unit: str, language: Language) -> str | None:
    form: Form = gender_of(with_unit("", unit, _ONE, language).strip(), language) or "counted"
    if unit == PERCENT and language.name in CARDINAL_BEFORE_PERCENT:
        form = "cardinal"
    count = _count(quantity, language, form)
    return count and with_unit(count, unit, quantity.value, language)


def _count(quantity: _Quantity, language: Language, form: Form = "counted") -> str | None:
    """Return the number with its scale in words."""
    whole, decimals, exponent = quantity.whole, quantity.decimals, quantity.exponent
    if not decimals and len(whole) + exponent <= MAX_DIGITS:
        words = number(whole + "0" * exponent, "", language, form)
        return words and words + quantity.myriads
    words = number(whole, decimals, language)
    if words and exponent:
        unscaled = replace(quantity, exponent=0)
        return language.join(words, scale_name(unscaled.value, exponent, language))
    return words and words + quantity.myriads


def _plain_number(match: "regex.Match[str]", quantity: _Quantity, language: Language) -> str | None:
    """Verbalize a number by itself, or before a noun."""
    following = quantity.myriads or match.string[match.end() : match.end() + _CONTEXT]
    if gender := gender_before(following, language):
        return _count(quantity, language, gender)
    if quantity.decimals or not match["whole"].isdigit():
        return _count(quantity, language, "cardinal")
    if special := number_before(quantity.whole, following, language):
        return special + quantity.myriads
    is_year = len(quantity.whole) == 4 and int(quantity.whole) in _YEARS
    form: Form = "year" if is_year and language.name in _YEARS_IN_HUNDREDS else "cardinal"
    return _count(quantity, language, form)


def _ordinal(match: "regex.Match[str]", quantity: _Quantity, language: Language) -> str | None:
    words = number(quantity.whole, "", language, "ordinal")
    if words and "ª" in match["ordinal"]:
        return _MASCULINE.sub("a", words)
    start = match.start()
    is_dative = language.name == "de" and _GERMAN_DATIVE.search(
        match.string, max(0, start - _CONTEXT), start
    )
    return f"{words}n" if words and is_dative else words
