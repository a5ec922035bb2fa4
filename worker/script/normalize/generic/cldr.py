"""Names from CLDR of currencies, units and scales, in the plural form for a number.

As in Czech "3 procenta" and "5 procent".
"""

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
from babel.units import UnknownUnitError, format_compound_unit, format_unit

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.tables import (
    CURRENCIES,
    CURRENCIES_AFTER,
    DEGREE,
    MICRO,
    PERCENT,
    SIGNS,
    UNIT_PATTERNS,
    UNITS,
)
from worker.script.normalize.tables import word_set

Length = Literal["long", "short"]
_LENGTHS: tuple[Length, ...] = ("long", "short")
_CURRENCY_SIGN = regex.compile(r"\p{Sc}$")
_ABBREVIATION = regex.compile(r"[^\p{Hangul}]{2,5}")
"""Excludes words, and single letters that may be words: the Russian г also stands for years."""
_SYMBOL = regex.compile("[°%٪²³/]")
_METRIC = regex.compile(r"(?<!\p{L})m[eéè]tri[cks]\p{L}*+|метричн\p{L}++")
"""Said only to tell tonnes from the tons of other countries."""
_LETTERS = regex.compile("[A-Za-z.]{1,3}")
_SAMPLES = tuple(map(Decimal, ("5", "2", "1", "1.5", "0", "3", "6", "11", "100", "1000000")))
"""Contains an example of every plural category of every language."""
_LOOKS_LIKE_UNIT = regex.compile(r"(?<!\p{L})k?m$")
"""The Catalan kM is not a kilometre, and the Spanish mil M are not a thousand metres."""
_ALSO_WORDS = word_set("""
    all ars bob cad cop dop gel ils nio nok pen php rub ron sar sek thb try
""")
"""Codes that are words or abbreviations in small letters: "En 2020 ils ont…", "30 sek"."""
_EXPONENTS = (6, 9, 12, 3)


@functools.lru_cache(maxsize=256)
def currencies(language: Language) -> dict[str, str]:
    """Map signs and codes to ISO 4217 codes. "$" and "kr" depend on the language and region."""
    foreign = {_sign(code, language): code for code in CURRENCIES}
    # Letters may be words, so a foreign sign must contain a currency symbol.
    foreign = {sign: code for sign, code in foreign.items() if _CURRENCY_SIGN.search(sign)}
    own = {_sign(code, language): code for code in _home_currencies(language)}
    codes = {code: code for code in (*CURRENCIES, *own.values()) if code != "PHP"}  # a language
    signs = SIGNS | foreign | own | codes
    return signs | {"￥": signs["¥"]}


def codes_after(language: Language) -> dict[str, str]:
    """Map the signs and codes that may follow a number. Some of them are words elsewhere."""
    written = {code: code for code in (*CURRENCIES, *CURRENCIES_AFTER)}
    written |= {code.lower(): code for code in written if code.lower() not in _ALSO_WORDS}
    return written | currencies(language) | dict(language.profile.signs)


def currency_name(code: str, value: Decimal, language: Language) -> str:
    """Return the name of a currency, in the plural form for `value`."""
    if forms := language.profile.currencies.get(code):
        return plural(forms, value, language)
    return get_currency_name(code, value, language.locale)


def plural(forms: str, value: Decimal, language: Language) -> str:
    """Return the form for `value` of "one/few/many/other", of which the last ones may be absent."""
    ordered = forms.split("/")
    category = language.locale.plural_form(value)
    index = {"one": 0, "few": 1, "many": 2, "other": 3}.get(category, 3)
    return ordered[min(index, len(ordered) - 1)]


@functools.lru_cache(maxsize=256)
def units(language: Language) -> dict[str, str]:
    """Map symbols to CLDR unit identifiers, for the units that have a name in the language."""
    identifiers: dict[str, str] = {}
    for symbol, unit in (UNITS | dict(language.profile.units)).items():
        if with_unit("", unit, _SAMPLES[0], language):
            short = _formatted(unit, "short", _SAMPLES[0], language).replace("{}", "").strip()
            has_short = _ABBREVIATION.fullmatch(short)
            identifiers |= {symbol: unit} | ({short: unit} if has_short else {})
    apart = {symbol.replace("°", "° "): unit for symbol, unit in identifiers.items()}
    return apart | identifiers


def with_unit(words: str, unit: str, value: Decimal, language: Language) -> str:
    """Return a number in words together with its unit, in the order of the language."""
    profile = language.profile
    own = {PERCENT: profile.percent, DEGREE: profile.degree}.get(unit)
    own = own or UNIT_PATTERNS.get(unit, {}).get(language.name)
    if unit.startswith(MICRO):
        return _micro(unit.removeprefix(MICRO), value, language).replace("{}", words)
    return (own or _pattern(unit, _sample_like(value, language), language)).replace("{}", words)


def unit_name(unit: str, language: Language) -> str:
    """Return the name of one of a unit; empty if it has none."""
    return with_unit("", unit, Decimal(1), language).strip()


def names_of_unit(unit: str, language: Language) -> set[str]:
    """Return the names of a unit in all plural forms."""
    return {with_unit("", unit, sample, language).strip() for sample in _SAMPLES} - {""}


def per_unit(unit: str, language: Language) -> str:
    """Return what follows a quantity in a rate: "pro Kilogramm", "al giorno".

    Empty if the words are not known, or precede the quantity.
    """
    try:
        pattern = format_compound_unit(
            1, None, 1, denominator_unit=unit, length="long", locale=language.locale
        )
    except (UnknownUnitError, ValueError):
        return ""
    words = (pattern or "").removeprefix("1 ").replace("\u2019", "'").replace("\xa0", " ")
    return "" if words == pattern or "/" in words or _is_symbol(words, "short") else words


def _micro(unit: str, value: Decimal, language: Language) -> str:
    """Return the pattern of a millionth of a unit; empty if its words are not known."""
    prefix, pattern = language.profile.micro, with_unit("{}", unit, value, language)
    name = pattern.replace("{}", "").strip()
    if not prefix or not name:
        return ""
    joined = prefix + name.lower() if language.blank else prefix + name
    return pattern.replace(name, joined[0].upper() + joined[1:] if name[0].isupper() else joined)


@functools.lru_cache(maxsize=256)
def scales(language: Language) -> dict[str, int]:
    """Map names and abbreviations of powers of ten to their exponents."""
    exponents: dict[str, int] = {}
    for exponent in _EXPONENTS:
        for length in _LENGTHS:
            for sample in _SAMPLES:
                name = _scale_name(sample, exponent, length, language).rstrip(".")
                if len(name) > 1:
                    exponents.setdefault(name, exponent)
                    if not _LOOKS_LIKE_UNIT.search(name.lower()):
                        exponents.setdefault(name.lower(), exponent)
    return {"k": 3, "K": 3, "M": 6} | exponents | dict(language.profile.scales)


def scale_name(value: Decimal, exponent: int, language: Language) -> str:
    """Return the word for ten to the `exponent`, in the plural form for `value`."""
    return _scale_name(_sample_like(value, language), exponent, "long", language)


def _sample_like(value: Decimal, language: Language) -> Decimal:
    """Return a sample of the same plural category as `value`."""
    plural = language.locale.plural_form
    return next((sample for sample in _SAMPLES if plural(sample) == plural(value)), _SAMPLES[0])


@functools.lru_cache(maxsize=4096)
def _scale_name(sample: Decimal, exponent: int, length: Length, language: Language) -> str:
    formats = language.locale.compact_decimal_formats
    if length not in formats:
        return ""
    formatted = format_compact_decimal(
        sample.scaleb(exponent), format_type=length, locale=language.locale, fraction_digits=1
    )
    number = format_decimal(sample, locale=language.locale)
    name = regex.sub(r"\p{Cf}", "", formatted).removeprefix(number).replace("\xa0", " ").strip()
    return "" if regex.search(r"\d", name) else name  # as in the Chinese 500万


@functools.lru_cache(maxsize=4096)
def _pattern(unit: str, value: Decimal, language: Language) -> str:
    """Return the unit with {} for the number; empty if CLDR has no word for it."""
    for length in _LENGTHS:
        pattern = _formatted(unit, length, value, language)
        if "{}" in pattern and unit not in pattern and not _is_symbol(pattern, length):
            return pattern
    return ""


def _is_symbol(pattern: str, length: Length) -> bool:
    name = pattern.replace("{}", "").strip()
    if _SYMBOL.search(name) or name in UNITS:
        return True
    return length == "short" and bool(_LETTERS.fullmatch(name))


def _formatted(unit: str, length: Length, value: Decimal, language: Language) -> str:
    try:
        formatted = format_unit(value, unit, length, locale=language.locale)
    except UnknownUnitError:
        return ""
    number = format_decimal(value, locale=language.locale)
    formatted = _METRIC.sub("", formatted)
    return " ".join(formatted.replace(number, "{}", 1).split())


def _home_currencies(language: Language) -> list[str]:
    likely = get_global("likely_subtags").get(language.locale.language, "")
    return get_territory_currencies(language.locale.territory or likely.rpartition("_")[2])


def _sign(code: str, language: Language) -> str:
    return get_currency_symbol(code, language.locale)
