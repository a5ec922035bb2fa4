"""Amounts: money, percentages, measures, numbers with a scale (millions), ordinals and years."""

from dataclasses import dataclass, replace
from decimal import Decimal

import regex
from babel.numbers import get_currency_precision

from worker.script.normalize.generic.cldr import (
    codes_after,
    currencies,
    currency_name,
    plural,
    scale_name,
    scales,
    units,
    with_unit,
)
from worker.script.normalize.generic.gender import gender_of
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import (
    MAX_DIGITS,
    Form,
    integer,
    minus,
    number,
    year_in_words,
)
from worker.script.normalize.generic.profile import Match, Profile, Rule, context_of
from worker.script.normalize.generic.tables import DEGREE, PERCENT

_ONE, _HALF = Decimal(1), Decimal("0.5")
_MILLION = 10**6
_MAX_ABBREVIATION = 5  # letters
_VOWEL = regex.compile("[aeiouéh]", regex.IGNORECASE)
_ELIDING = frozenset({"ca", "fr"})

_YEAR_DIGITS = 4
"""Numbers of so many digits are taken for a year, as in "neunzehnhundert"."""

_CURRENCY_FOLLOWS = regex.compile(
    r"""\ ?(?:d[ei]\ |d')?(?: (?i: pesos? | d[oó]lar(?:es)? | US-Dollar | dollars? | dollar[io]
        | euros? | yen(?:es)? | libras? | livres? | francs? | soles | rea(?:l|is) | pounds?
        | bol[ií]vares | quetzales | lempiras | colones | guaran[ií]es | c[oó]rdobas | dolar\p{L}*
        | z[lł]ot\p{L}+ | долл\p{L}* | долар\p{L}* | рубл\p{L}+ | руб | гривн\p{L}* | гривень | грн
        )(?!\p{L})
      | [元円圓원] | 日元 | 日圆 | 人民币 | 美[元金] | ドル | 달러 )""",
    regex.VERBOSE,
)


_LIST = r"(?<![\p{N}.,])[0-9]{1,4}(?:,[0-9]{1,4}){2,}+(?![.,]?[0-9])"
_GROUPED = regex.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")


def rules(profile: Profile) -> tuple[Rule, ...]:
    """Return the rule for lists of numbers without blanks."""
    return (Rule(_LIST, _list),)


def _list(match: Match, language: Language) -> str | None:
    """Verbalize "1,2,3". Where the comma groups digits, its numbers are already apart."""
    if language.point == "." or _GROUPED.fullmatch(match[0]):
        return None
    words = [integer(digits, language) for digits in match[0].split(",")]
    return ", ".join(filter(None, words)) if all(words) else None


@dataclass(frozen=True)
class _Quantity:
    whole: str
    decimals: str
    """Digits, without grouping."""
    exponent: int
    """Power of ten of the scale after the digits: 6 for "Mio."."""
    scale: str
    """The scale as written, if it is a word; empty if it is an abbreviation."""
    myriads: str
    """万 or 억 after the digits, spoken as it is written."""

    @property
    def value(self) -> Decimal:
        """Value that decides the plural. Of an overlong number the last digits are enough."""
        decimals = f".{self.decimals[:MAX_DIGITS]}" if self.decimals else ""
        return Decimal(self.whole[-MAX_DIGITS:] + decimals).scaleb(self.exponent)


def amount_in_words(match: Match, language: Language) -> str | None:
    """Return a number with its currency, unit or scale in words; None if numbers are not known."""
    quantity = _Quantity(
        "".join(filter(str.isdecimal, match["whole"])),
        match["decimals"] or "",
        scales(language).get(match["scale"], 0),
        match["scale"] if match["scale"] and len(match["scale"]) > _MAX_ABBREVIATION else "",
        (match["myriads"] or "").strip(),
    )
    if code := _currency(match, language):
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


def _currency(match: Match, language: Language) -> str | None:
    """Return the code of the currency that must be said. "$15.000 pesos" says it already."""
    if match["after"]:
        return codes_after(language)[match["after"]]
    if match["before"] and _CURRENCY_FOLLOWS.match(match.string, match.end()):
        return None
    return currencies(language).get(match["before"])


def _money(quantity: _Quantity, code: str, language: Language) -> str | None:
    """Verbalize money, as "zwölf Euro fünfzig" and "dos millones de euros"."""
    if quantity.decimals == "0" and not quantity.exponent:
        quantity = replace(quantity, decimals="")
    cents, whole = "", quantity
    if _has_cents(quantity, code) and language.blank:
        cents = _cents(int(quantity.decimals or 0), code, language)
        whole = replace(quantity, decimals="")
        if cents and not whole.value:
            return cents
    form = gender_of(currency_name(code, _ONE, language), language) or "counted"
    count = _count(whole, language, form)
    if count is None:
        return None
    value = whole.value
    name = currency_name(code, value, language)
    if value >= _MILLION and (whole.exponent or value % _MILLION == 0):
        name = _of(name, language)
    return language.join(count, name, cents and language.profile.and_cents, cents)


def _cents(hundredths: int, code: str, language: Language) -> str:
    """Return hundredths with their name, if the language has one; empty if there are none."""
    if not hundredths:
        return ""
    cents = language.profile.cents
    forms = cents.get(code) or cents.get("", "")
    name = plural(forms, Decimal(hundredths), language)
    form = (gender_of(forms.split("/")[0], language) or "counted") if forms else "cardinal"
    return language.join(integer(str(hundredths), language, form), name)


def _has_cents(quantity: _Quantity, code: str) -> bool:
    is_precise = len(quantity.decimals) == get_currency_precision(code)
    return is_precise and not quantity.exponent


def _of(name: str, language: Language) -> str:
    """Return a currency's name after millions: "de euros", "d'euros"."""
    of = language.profile.millions_of
    if language.name in _ELIDING and _VOWEL.match(name):
        return f"d'{name}"
    return language.join(of, name)


def _measure(quantity: _Quantity, unit: str, language: Language) -> str | None:
    form: Form = gender_of(with_unit("", unit, _ONE, language).strip(), language) or "counted"
    if unit == PERCENT and language.profile.cardinal_before_percent:
        form = "cardinal"
    if unit.startswith("duration") and not quantity.decimals:  # 05 min
        quantity = replace(quantity, whole=quantity.whole.lstrip("0") or "0")
    count = _count(quantity, language, form)
    return count and with_unit(count, unit, quantity.value, language)


def measure_in_words(whole: str, decimals: str, unit: str, language: Language) -> str | None:
    """Return a number, of digits before and after the separator, with a unit of CLDR in words."""
    return _measure(_Quantity(whole, decimals, 0, "", ""), unit, language)


def unit_after_fraction(match: Match, language: Language) -> str | None:
    """Return the name of a unit after "1/2" or "¾"."""
    unit = units(language)[match["unit_alone"]]
    part = _HALF if language.locale.plural_form(_HALF) != "other" or _has_few(language) else _ONE
    return with_unit("", unit, part, language).strip() or None


def _has_few(language: Language) -> bool:
    """Return whether a part of a unit is in a case of its own, as in "pół kilometra"."""
    return language.locale.plural_form(Decimal(2)) == "few"


def _count(quantity: _Quantity, language: Language, form: Form = "counted") -> str | None:
    """Return the number with its scale in words."""
    whole, decimals, exponent = quantity.whole, quantity.decimals, quantity.exponent
    if not decimals and len(whole) + exponent <= MAX_DIGITS:
        words = number(whole + "0" * exponent, "", language, form)
        return words and words + quantity.myriads
    words = number(whole, decimals, language)
    if words and exponent:
        unscaled = replace(quantity, exponent=0)
        scale = quantity.scale or scale_name(unscaled.value, exponent, language)
        return language.join(words, scale)
    return words and words + quantity.myriads


def _plain_number(match: Match, quantity: _Quantity, language: Language) -> str | None:
    """Verbalize a number by itself, or before a noun."""
    if quantity.decimals:
        return _count(quantity, language, "cardinal")
    profile = language.profile
    if profile.count and len(quantity.whole) <= MAX_DIGITS:
        context = context_of(match, language)
        if quantity.myriads:
            context = replace(context, after=quantity.myriads + context.after)
        if special := profile.count(match["whole"], context):
            return special + quantity.myriads
    if match["whole"].isdigit() and len(match["whole"]) == _YEAR_DIGITS and not quantity.myriads:
        return year_in_words(int(quantity.whole), language)
    return _count(quantity, language, "cardinal")


def _ordinal(match: Match, quantity: _Quantity, language: Language) -> str | None:
    own = language.profile.ordinal
    if own and not quantity.decimals and len(quantity.whole) <= MAX_DIGITS:
        words = own(int(quantity.whole), match["ordinal"], context_of(match, language))
        if words:
            return words
    if own and "°" in match["ordinal"]:
        return _measure(quantity, DEGREE, language)
    return number(quantity.whole, "", language, "ordinal")
