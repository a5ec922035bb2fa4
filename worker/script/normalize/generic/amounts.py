"""So much of something: money, percents, units, and millions of them."""

from dataclasses import dataclass, replace
from decimal import Decimal

import regex
from babel.numbers import get_currency_precision

from worker.script.normalize.generic.agreement import number_before
from worker.script.normalize.generic.cldr import currencies, currency, of_unit, scale, scales, units
from worker.script.normalize.generic.gender import gender_before, gender_of
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import LONGEST, Form, integer, minus, number
from worker.script.normalize.generic.tables import MILLIONS_OF, PERCENT, PERCENT_OF_ONE

_ONE = Decimal(1)
_MILLION = 10**6
_VOWEL = regex.compile("[aeiouéh]", regex.IGNORECASE)
_ELIDING = frozenset({"ca", "fr"})

_YEARS_APART = frozenset({"da", "de", "nl", "no", "sv"})
_APART = range(1100, 2000)
"""As in "neunzehnhundert": four digits among these are taken for a year."""

_MASCULINE = regex.compile(r"o\b")
_GERMAN_DATIVE = regex.compile(r"\b(?i:am|dem|den|vom|zum|im|beim|des|bis|ab|seit|nach|vor)\s$")
_REACH = 20  # code points


@dataclass(frozen=True)
class _Quantity:
    whole: str
    fraction: str
    """Digits, without what is set between them."""
    exponent: int
    """Of ten, by the word or abbreviation after the digits: 6 for "Mio."."""
    myriads: str
    """The 万 or 억 after the digits, said as it is written."""

    @property
    def value(self) -> Decimal:
        """What decides the plural: of a number that is longer than any amount the end will do."""
        decimals = f".{self.fraction[:LONGEST]}" if self.fraction else ""
        return Decimal(self.whole[-LONGEST:] + decimals).scaleb(self.exponent)


def amount_in_words(found: "regex.Match[str]", language: Language) -> str | None:
    """What is said for a number and what belongs to it; None where nobody knows the numbers."""
    quantity = _Quantity(
        regex.sub(r"\D", "", found["whole"]),
        found["fraction"] or "",
        scales(language).get(found["scale"], 0),
        (found["myriads"] or "").strip(),
    )
    if code := currencies(language).get(found["before"] or found["after"]):
        said = _money(quantity, code, language)
    elif unit := PERCENT if found["before"] == "%" else units(language).get(found["unit"]):
        said = _measure(quantity, unit, language)
    elif quantity.exponent:
        said = _many(quantity, language)
    elif found["ordinal"]:
        said = _ordinal(found, quantity, language)
    else:
        said = _bare(found, quantity, language)
    return language.join(minus(language), said) if said and found["minus"] else said


def _money(quantity: _Quantity, code: str, language: Language) -> str | None:
    """As "zwölf Euro fünfzig" and "dos millones de euros"."""
    cents: str | None = ""
    if _has_cents(quantity, code) and language.blank:
        hundredths = int(quantity.fraction or 0)
        cents = integer(str(hundredths), language) if hundredths else ""
        quantity = replace(quantity, fraction="")
    form = gender_of(currency(code, _ONE, language), language) or "counted"
    said = _many(quantity, language, form)
    if said is None:
        return None
    value = quantity.value
    name = currency(code, value, language)
    if value >= _MILLION and (quantity.exponent or value % _MILLION == 0):
        name = _of(name, language)
    return language.join(said, name, cents)


def _has_cents(quantity: _Quantity, code: str) -> bool:
    precise = len(quantity.fraction) == get_currency_precision(code)
    return precise and not quantity.exponent


def _of(name: str, language: Language) -> str:
    """What millions are of: "de euros", "d'euros"."""
    of = MILLIONS_OF.get(language.name, "")
    if language.name in _ELIDING and _VOWEL.match(name):
        return f"d'{name}"
    return language.join(of, name)


def _measure(quantity: _Quantity, unit: str, language: Language) -> str | None:
    form: Form = gender_of(of_unit("", unit, _ONE, language).strip(), language) or "counted"
    if unit == PERCENT and language.name in PERCENT_OF_ONE:
        form = "cardinal"
    said = _many(quantity, language, form)
    return said and of_unit(said, unit, quantity.value, language)


def _many(quantity: _Quantity, language: Language, form: Form = "counted") -> str | None:
    """How many there are of what is named next."""
    whole, fraction, exponent = quantity.whole, quantity.fraction, quantity.exponent
    if not fraction and len(whole) + exponent <= LONGEST:
        said = number(whole + "0" * exponent, "", language, form)
        return said and said + quantity.myriads
    said = number(whole, fraction, language)
    if said and exponent:
        alone = replace(quantity, exponent=0)
        return language.join(said, scale(alone.value, exponent, language))
    return said and said + quantity.myriads


def _bare(found: "regex.Match[str]", quantity: _Quantity, language: Language) -> str | None:
    """A number by itself, or before what it counts."""
    following = quantity.myriads or found.string[found.end() : found.end() + _REACH]
    if gender := gender_before(following, language):
        return _many(quantity, language, gender)
    if quantity.fraction or not found["whole"].isdigit():
        return _many(quantity, language, "cardinal")
    if special := number_before(quantity.whole, following, language):
        return special + quantity.myriads
    year = len(quantity.whole) == 4 and int(quantity.whole) in _APART
    form: Form = "year" if year and language.name in _YEARS_APART else "cardinal"
    return _many(quantity, language, form)


def _ordinal(found: "regex.Match[str]", quantity: _Quantity, language: Language) -> str | None:
    said = number(quantity.whole, "", language, "ordinal")
    if said and "ª" in found["ordinal"]:
        return _MASCULINE.sub("a", said)
    start = found.start()
    dative = language.name == "de" and _GERMAN_DATIVE.search(
        found.string, max(0, start - _REACH), start
    )
    return f"{said}n" if said and dative else said
