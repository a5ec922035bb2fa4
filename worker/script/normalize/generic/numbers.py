"""Numbers in words, in the languages that num2words or CLDR knows.

Only whole numbers are theirs: num2words leaves decimals out (Italian, Welsh) or misreads them
(12.05 in Bengali and Persian), and so does CLDR's reader (Russian, Polish).
"""

import functools
from decimal import Decimal
from typing import Literal, get_args

import num2words
from unicode_rbnf import RbnfEngine
from unicode_rbnf.engine import RbnfError

from worker.script.normalize.generic.gender import Gender
from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.tables import MINUSES, POINTS

Form = Literal["cardinal", "counted", "ordinal", "year"] | Gender
"""counted: before the name of what there is so much of, as "ein" in "ein Euro"; a gender: the same
where that is its gender, as "eine" in "eine Stunde"."""

LONGEST = 15
"""Digits; a longer number is no amount but a name, said digit by digit."""

_NAMES = {"ast": "es", "an": "es", "gl": "pt", "kk": "kz"}
"""What num2words knows a language by, or the one whose numbers are nearest."""
_BETTER_BY_CLDR = frozenset({"fil", "sk", "tr", "vi"})
"""num2words writes Turkish and Slovak numbers as one word, leaves the hundreds out of the
Vietnamese 2026, and takes "fil" for Finnish."""
_AMHARIC = 10**6
"""Beyond it num2words may not return."""

_COUNTED_BY_CLDR = frozenset({"bg", "de", "es", "it"})
_GENDERS = frozenset(get_args(Gender))
_CLDRS_COMMON = {"sv": "reale"}


@functools.lru_cache(maxsize=4096)
def number(whole: str, fraction: str, language: Language, form: Form = "cardinal") -> str | None:
    """What is said for two strings of digits, the second maybe empty.

    None where nobody knows the numbers of the language: they are left to an engine that does.
    """
    if not fraction:
        return integer(whole, language, form)
    if language.name == "ru" and len(fraction) <= 3:  # three whole, twenty-five hundredths
        return _num2words(Decimal(f"{int(whole)}.{fraction}"), "ru", "cardinal")
    said, decimals = integer(whole, language), one_by_one(fraction, language)
    if said is None or decimals is None:
        return None
    return language.join(said, POINTS.get(language.name), decimals)


@functools.lru_cache(maxsize=4096)
def integer(digits: str, language: Language, form: Form = "cardinal") -> str | None:
    if len(digits) > LONGEST or (digits[0] == "0" and len(digits) > 1):
        return one_by_one(digits, language)
    return _words(int(digits), language, form) or one_by_one(digits, language)


def one_by_one(digits: str, language: Language) -> str | None:
    said = [_words(int(digit), language, "cardinal") for digit in digits]
    return language.join(*said) if all(said) else None


def native(digits: str, language: Language) -> str | None:
    """The Korean number of things that are counted: "한", not "일"."""
    return _cldr(int(digits), language, "native-attributive")


def minus(language: Language) -> str:
    return MINUSES.get(language.name, "")


def _words(value: int, language: Language, form: Form) -> str | None:
    if form in _GENDERS:
        return _of_gender(value, language, form) or _words(value, language, "cardinal")
    if form == "counted":
        masculine = language.name in _COUNTED_BY_CLDR
        counted = _cldr(value, language, "masculine") if masculine else None
        return counted or _words(value, language, "cardinal")
    key = _key(language)
    if key is None or (key == "am" and value > _AMHARIC):
        return _cldr(value, language)
    said = _num2words(value, key, form)
    return said or (None if form == "cardinal" else _num2words(value, key, "cardinal"))


def _of_gender(value: int, language: Language, gender: str) -> str | None:
    """None for a number that is the same in all genders."""
    kind = _CLDRS_COMMON.get(language.name, gender) if gender == "common" else gender
    said = _cldr(value, language, kind)
    return None if said == _cldr(value, language) else said


def _key(language: Language) -> str | None:
    """What num2words knows the language by."""
    if language.name in _BETTER_BY_CLDR:
        return None
    name = _NAMES.get(language.name, language.name)
    region = "BR" if name == "pt" and language.region != "pt" else language.region.upper()
    known = num2words.CONVERTER_CLASSES
    return next((key for key in (f"{name}_{region}", name) if key in known), None)


def _num2words(value: int | Decimal, key: str, form: Form) -> str | None:
    try:
        return str(num2words.num2words(value, to=form, lang=key)) or None
    except (ArithmeticError, LookupError, NotImplementedError, TypeError, ValueError):
        return None


def _cldr(value: int, language: Language, kind: str = "") -> str | None:
    engine = _engine(language)
    if engine is None:
        return None
    try:
        said = engine.format_number(value)
    except (RbnfError, ValueError):
        return None
    text = said.text_by_ruleset.get(f"spellout-cardinal-{kind}", said.text)
    return str(text).replace("\u00ad", "").replace("\u200b", "")


@functools.lru_cache(maxsize=256)
def _engine(language: Language) -> RbnfEngine | None:
    known = language.locale
    for tag in (f"{known.language}_{known.script}", known.language):
        try:
            return RbnfEngine.for_language(tag)
        except ValueError:
            continue
    return None
