"""What CLDR calls what is counted, in the form that goes with the number: "procenta", "procent"."""

import functools
from decimal import Decimal
from typing import Literal

import regex
from babel.core import get_global
from babel.numbers import (
    format_compact_decimal,
    format_decimal,
    get_currency_name,
    get_currency_symbol,
    get_territory_currencies,
)
from babel.units import UnknownUnitError, format_unit

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.tables import CURRENCIES, SCALES, SIGNS, UNIT_PATTERNS, UNITS

Length = Literal["long", "short"]
_LENGTHS: tuple[Length, ...] = ("long", "short")
_SIGN = regex.compile(r"\p{Sc}$")
_SHORT = regex.compile(r"[^\p{Hangul}]{2,5}")
"""No word, and no single letter that may be one: the Russian г stands for years as well."""
_SYMBOL = regex.compile("[°%٪²³/]")
_LETTERS = regex.compile("[A-Za-z.]{1,3}")
_SAMPLES = tuple(map(Decimal, ("5", "2", "1", "1.5", "0", "3", "6", "11", "100", "1000000")))
"""Of every plural that a language has there is one among these."""
_EXPONENTS = (6, 9, 12, 3)


@functools.lru_cache(maxsize=256)
def currencies(language: Language) -> dict[str, str]:
    """From a sign to its currency's code: what "$" or "kr" is depends on language and region."""
    signs = {_sign(code, language): code for code in CURRENCIES}
    own = {_sign(code, language): code for code in _home_currencies(language)}
    codes = {code: code for code in (*CURRENCIES, *own.values())}
    # Letters may be words: of the signs of others only those with a sign in them.
    return SIGNS | {sign: code for sign, code in signs.items() if _SIGN.search(sign)} | own | codes


def currency(code: str, value: Decimal, language: Language) -> str:
    return get_currency_name(code, value, language.locale)


@functools.lru_cache(maxsize=256)
def units(language: Language) -> dict[str, str]:
    """From a symbol to CLDR's name of the unit, for those that the language has a word for."""
    known: dict[str, str] = {}
    for symbol, unit in UNITS.items():
        if of_unit("", unit, _SAMPLES[0], language):
            short = _written(unit, "short", _SAMPLES[0], language).replace("{}", "").strip()
            known |= {symbol: unit} | ({short: unit} if _SHORT.fullmatch(short) else {})
    return known


def of_unit(said: str, unit: str, value: Decimal, language: Language) -> str:
    """`said` is the number in words, which the language may put before or after the unit."""
    ours = UNIT_PATTERNS.get(unit, {}).get(language.name)
    return (ours or _pattern(unit, _like(value, language), language)).replace("{}", said)


@functools.lru_cache(maxsize=256)
def scales(language: Language) -> dict[str, int]:
    """From what stands for a power of ten, short or long, to its exponent."""
    found: dict[str, int] = {}
    for exponent in _EXPONENTS:
        for length in _LENGTHS:
            for sample in _SAMPLES:
                name = _scale(sample, exponent, length, language).rstrip(".")
                if len(name) > 1:
                    found.setdefault(name, exponent)
                    if name.lower() not in UNITS:  # no kilometre is the Catalan kM
                        found.setdefault(name.lower(), exponent)
    return {"M": 6} | found | SCALES.get(language.name, {})


def scale(value: Decimal, exponent: int, language: Language) -> str:
    """The word for ten to the `exponent` after that number."""
    return _scale(_like(value, language), exponent, "long", language)


def _like(value: Decimal, language: Language) -> Decimal:
    """A sample with the plural that goes with `value`."""
    plural = language.locale.plural_form
    return next((sample for sample in _SAMPLES if plural(sample) == plural(value)), _SAMPLES[0])


@functools.lru_cache(maxsize=4096)
def _scale(sample: Decimal, exponent: int, length: Length, language: Language) -> str:
    formats = language.locale.compact_decimal_formats
    if length not in formats:
        return ""
    written = format_compact_decimal(
        sample.scaleb(exponent), format_type=length, locale=language.locale, fraction_digits=1
    )
    shown = format_decimal(sample, locale=language.locale)
    name = regex.sub(r"\p{Cf}", "", written).removeprefix(shown).strip()
    return "" if regex.search(r"\d", name) else name  # as in the Chinese 500万


@functools.lru_cache(maxsize=4096)
def _pattern(unit: str, value: Decimal, language: Language) -> str:
    """With {} for the number; empty where CLDR has no words for the unit."""
    for length in _LENGTHS:
        pattern = _written(unit, length, value, language)
        if "{}" in pattern and unit not in pattern and not _is_symbol(pattern, length):
            return pattern
    return ""


def _is_symbol(pattern: str, length: Length) -> bool:
    name = pattern.replace("{}", "").strip()
    if _SYMBOL.search(name) or name in UNITS:
        return True
    return length == "short" and bool(_LETTERS.fullmatch(name))


def _written(unit: str, length: Length, value: Decimal, language: Language) -> str:
    try:
        written = format_unit(value, unit, length, locale=language.locale)
    except UnknownUnitError:
        return ""
    shown = format_decimal(value, locale=language.locale)
    return " ".join(written.replace(shown, "{}", 1).split())


def _home_currencies(language: Language) -> list[str]:
    likely = get_global("likely_subtags").get(language.locale.language, "")
    return get_territory_currencies(language.locale.territory or likely.rpartition("_")[2])


def _sign(code: str, language: Language) -> str:
    return get_currency_symbol(code, language.locale)
