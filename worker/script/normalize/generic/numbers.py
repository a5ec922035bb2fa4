"""Numbers in words, in the languages that num2words or CLDR supports.

They are used for whole numbers only: num2words omits decimals (Italian, Welsh) or gets them wrong
(12.05 in Bengali and Persian), and so does the CLDR engine (Russian, Polish).
"""

import functools
from decimal import Decimal
from typing import Literal, get_args

import num2words
import regex
from unicode_rbnf import FormatPurpose, RbnfEngine
from unicode_rbnf.engine import RbnfError

from worker.script.normalize.generic.gender import Gender
from worker.script.normalize.generic.language import Language

Form = Literal["cardinal", "counted", "ordinal", "year"] | Gender
"""counted: before a noun, as "ein" in "ein Euro"; a gender: before a noun of that gender, as "eine"
in "eine Stunde"."""

MAX_DIGITS = 15
"""A longer number is not an amount but an identifier, spoken digit by digit."""

_YEARS_IN_HUNDREDS = range(1100, 2000)

_MAX_AS_ONE = 3
"""Decimals that are read as one number where decimals are numbers."""

_NUM2WORDS_NAMES = {"ast": "es", "an": "es", "gl": "pt", "kk": "kz"}
"""Names of languages in num2words, or the language with the most similar numbers."""
_BETTER_IN_CLDR = frozenset({"fil", "sk", "sv", "tr", "vi"})
"""num2words writes Turkish and Slovak numbers as one word, misspells the Swedish 44 and 1000, omits
the hundreds of the Vietnamese 2026, and takes "fil" for Finnish."""
_MAX_AMHARIC = 10**6
"""num2words may not return for larger numbers."""

_COUNTED_BY_CLDR = frozenset({"bg", "de", "es", "it"})
_MIN_GROUPS = 2
_MILLIONS = 2  # groups of three digits below it
_MILLIONS_WORD = regex.compile("(?:m|b|tr)ilh(?:ão|ões)")
_AFTER_MILLIONS = regex.compile(rf"({_MILLIONS_WORD.pattern}) e ")
_GENDERS = frozenset(get_args(Gender))
_CLDR_COMMON = {"sv": "reale"}


@functools.lru_cache(maxsize=4096)
def number(whole: str, decimals: str, language: Language, form: Form = "cardinal") -> str | None:
    """Return the number with these digits before and after the decimal separator, in words.

    `decimals` may be empty. Returns None if no library knows the numbers of the language; they are
    left to an engine that does.
    """
    if not decimals:
        return integer(whole, language, form)
    if language.name == "ru" and len(decimals) <= 3:  # three whole, twenty-five hundredths
        return _num2words(Decimal(f"{int(whole)}.{decimals}"), "ru", "cardinal")
    whole_words, decimal_words = integer(whole, language), _decimals(decimals, language)
    if whole_words is None or decimal_words is None:
        return None
    return language.join(whole_words, language.profile.point, decimal_words)


@functools.lru_cache(maxsize=4096)
def integer(digits: str, language: Language, form: Form = "cardinal") -> str | None:
    """Return a whole number in words; digit by digit if it is long or begins with 0."""
    if len(digits) > MAX_DIGITS or (digits[0] == "0" and len(digits) > 1):
        return digit_by_digit(digits, language)
    return _words(int(digits), language, form) or digit_by_digit(digits, language)


def year_in_words(value: int, language: Language) -> str | None:
    """Return a year in words: in hundreds, as "neunzehnhundert", where that is usual."""
    in_hundreds = language.profile.years_in_hundreds and value in _YEARS_IN_HUNDREDS
    return integer(str(value), language, "year" if in_hundreds else "cardinal")


def digit_by_digit(digits: str, language: Language) -> str | None:
    """Return the word of each digit; None if they are not known."""
    words = [_words(int(digit), language, "cardinal") for digit in digits]
    return language.join(*words) if all(words) else None


@functools.lru_cache(maxsize=4096)
def cardinal(value: int, language: Language, kind: str = "") -> str:
    """Return a cardinal. `kind` is the end of a rule of CLDR, as in "feminine-genitive".

    Digits are returned if no library knows the numbers of the language.
    """
    words = _cldr(value, language, kind) if kind else _words(value, language, "cardinal")
    return words or str(value)


@functools.lru_cache(maxsize=4096)
def ordinal(value: int, language: Language, kind: str = "") -> str:
    """Return an ordinal of CLDR. `kind` is the end of its rule, as in "feminine-genitive"."""
    words = _cldr(value, language, kind, FormatPurpose.ORDINAL)
    return words or cardinal(value, language)


def _decimals(digits: str, language: Language) -> str | None:
    """Return decimals digit by digit, or as numbers: up to three as one, further ones in pairs."""
    if not language.profile.decimals_as_number:
        return digit_by_digit(digits, language)
    if len(digits) <= _MAX_AS_ONE:
        return integer(digits, language)
    pairs = [integer(digits[place : place + 2], language) for place in range(0, len(digits), 2)]
    return language.join(*pairs) if all(pairs) else None


def native_korean(digits: str, language: Language) -> str | None:
    """Return the native Korean number, as used before counters: "한", not "일"."""
    return _cldr(int(digits), language, "native-attributive")


def value_of(written: str) -> int:
    """Return the value of digits that may be grouped."""
    return int("".join(filter(str.isdecimal, written)))


def minus(language: Language) -> str:
    """Return the word for a minus sign; empty if it is not known."""
    return language.profile.minus


def _words(value: int, language: Language, form: Form) -> str | None:
    if form in _GENDERS:
        return _of_gender(value, language, form) or _words(value, language, "cardinal")
    if form == "counted":
        masculine = language.name in _COUNTED_BY_CLDR
        counted = _cldr(value, language, "masculine") if masculine else None
        return counted or _words(value, language, "cardinal")
    key = _num2words_key(language)
    if key is None or (key == "am" and value > _MAX_AMHARIC):
        return _cldr(value, language)
    words = _num2words(value, key, form)
    return words or (None if form == "cardinal" else _num2words(value, key, "cardinal"))


def _of_gender(value: int, language: Language, gender: str) -> str | None:
    """Return None for a number that is the same in all genders."""
    kind = _CLDR_COMMON.get(language.name, gender) if gender == "common" else gender
    words = _cldr(value, language, kind)
    return None if words == _cldr(value, language) else words


def _num2words_key(language: Language) -> str | None:
    """Return the name of the language in num2words; None to use CLDR."""
    if language.name in _BETTER_IN_CLDR:
        return None
    name = _NUM2WORDS_NAMES.get(language.name, language.name)
    region = "BR" if name == "pt" and language.region != "pt" else language.region.upper()
    known = num2words.CONVERTER_CLASSES
    return next((key for key in (f"{name}_{region}", name) if key in known), None)


def _num2words(value: int | Decimal, key: str, form: Form) -> str | None:
    try:
        words = str(num2words.num2words(value, to=form, lang=key))
        words = words.replace(",", "")  # a Brazilian million has commas
        return (_portuguese(words, value) if key.startswith("pt") else words) or None
    except (ArithmeticError, LookupError, NotImplementedError, TypeError, ValueError):
        return None


def _portuguese(words: str, value: int | Decimal) -> str:
    """Set an "e" after millions before the last group of a number, and nowhere else.

    It joins a group below a hundred, and whole hundreds: "um bilhão e duzentos milhões", but
    "um bilhão duzentos e dez milhões".
    """
    words = _AFTER_MILLIONS.sub(r"\1 ", words)
    groups = reversed(f"{int(value):,}".split(","))
    filled = [(power, int(group)) for power, group in enumerate(groups) if int(group)]
    if len(filled) < _MIN_GROUPS:
        return words
    (last_power, last), (power, _) = filled[:2]
    if power < _MILLIONS or not (last < 100 or last % 100 == 0):
        return words
    scales = [*_MILLIONS_WORD.finditer(words)]
    end = scales[-2 if last_power >= _MILLIONS else -1].end()
    return f"{words[:end]} e{words[end:]}"


@functools.lru_cache(maxsize=4096)
def _cldr(
    value: int,
    language: Language,
    kind: str = "",
    purpose: FormatPurpose = FormatPurpose.CARDINAL,
) -> str | None:
    engine = _engine(language)
    if engine is None:
        return None
    name = f"spellout-{purpose.name.lower()}" + f"-{kind}" * bool(kind)
    is_default = not kind and purpose is FormatPurpose.CARDINAL
    rules = [name] if name in engine.rulesets and not is_default else None
    try:
        text = engine.format_number(value, purpose, rules).text  # all rules take ten times longer
    except (RbnfError, ValueError):
        return None
    return str(text).replace("\u00ad", "").replace("\u200b", "")


@functools.lru_cache(maxsize=256)
def _engine(language: Language) -> RbnfEngine | None:
    locale = language.locale
    for tag in (f"{locale.language}_{locale.script}", locale.language):
        try:
            return RbnfEngine.for_language(tag)
        except ValueError:
            continue
    return None
