"""The languages without rules of their own: numbers by num2words, and a few signs.

What neither knows stays as it is written, for an engine that speaks the language.
"""

import functools
from collections.abc import Iterator, Sequence
from decimal import Decimal

import num2words
import regex

from worker.script.normalize.locales import (
    LEFT_IN_DIGITS,
    ORDINAL_ENDINGS,
    POINT_IS_DECIMAL,
    SAYS_YEARS_APART,
    SIGNS,
    WITHOUT_BLANKS,
    YEARS_SAID_APART,
    known_as,
)
from worker.script.normalize.spoken import Decided, Spoken, Word

_LONGEST = 15
"""Digits; a longer number is no amount but a name, said digit by digit."""

_PIECES = r"""
    (?P<blank>\s++)
  | (?P<unheard>["*_#~^|<>=\[\]{{}}\\]++ | (?<=[0-9]):(?=[0-9]))
  | (?P<link>(?i:https?://|www\.)[^\s<>"']*+)
  | (?P<amount>
        (?:(?P<before>[€$£])\ ?)?+ (?:(?<![\p{{L}}\p{{N}}])(?P<minus>-))?+
        (?P<number>{number}) (?P<ordinal>{ordinal})?+ (?:\ ?(?P<after>[%€$£°]))?+
    )
  | (?P<word>[\p{{L}}\p{{M}}\u2060]++(?:['-][\p{{L}}\p{{M}}\u2060]++)*+)
  | (?P<lone>[%€$£&°])
  | (?P<mark>.)
"""
_HOST = regex.compile(r"(?:https?://)?(?:www\.)?(?P<host>[^/?\#:]*+)", regex.IGNORECASE)
_GERMAN_DATIVE = regex.compile(r"\b(?i:am|dem|den|vom|zum|im|beim|des|bis|ab|seit|nach|vor)\s$")
_REACH = 10  # code points


def read(text: str, primary: str, region: str, decided: Sequence[Decided] = ()) -> Spoken:
    """`text` with its numbers and signs in words of the language with that primary subtag."""
    language, locale = known_as(primary, region)
    spoken, words, blank = "", [], False
    for kind, start, end, said in _parts(text, language, locale, decided):
        if kind in ("blank", "unheard"):
            blank = blank or kind == "blank" or said == ":"
            continue
        beside = language not in WITHOUT_BLANKS and spoken[-1:].isalnum() and said[:1].isalnum()
        spoken += " " if spoken and (blank or (beside and kind != "mark")) else ""
        if kind != "mark":
            words.append(Word(start, end, len(spoken), len(spoken) + len(said)))
        spoken += said
        blank = False
    return Spoken(spoken, tuple(words))


def _parts(
    text: str, language: str, locale: str, decided: Sequence[Decided]
) -> Iterator[tuple[str | None, int, int, str]]:
    """Each part's kind, where it stands in the text, and what is said for it."""
    pieces = _pieces(language)
    place = 0
    for part in (*decided, Decided(len(text), len(text), "")):
        for found in pieces.finditer(text, place, part.start):
            yield found.lastgroup, *found.span(), _say(found, language, locale)
        if part.end > part.start:
            yield "decided", part.start, part.end, part.spoken
        place = part.end


@functools.cache
def _pieces(language: str) -> "regex.Pattern[str]":
    point, comma = (r"\.", ",") if language in POINT_IS_DECIMAL else (",", r"[.\ ]")
    number = rf"(?:[0-9]{{1,3}}(?:{comma}[0-9]{{3}})++(?![0-9])|[0-9]++)(?:{point}[0-9]++)?+"
    ending = rf"(?<![0-9]{{3}})(?:{ORDINAL_ENDINGS.get(language, '(?!)')})(?![\p{{L}}\p{{N}}])"
    return regex.compile(
        _PIECES.format(number=number, ordinal=ending), regex.VERBOSE | regex.DOTALL
    )


def _say(found: "regex.Match[str]", language: str, locale: str) -> str:
    match found.lastgroup:
        case "link":
            host = _HOST.match(found[0])
            return host["host"] if host else ""
        case "lone":
            return SIGNS.get(language, {}).get(found[0], found[0])
        case "amount" if language not in LEFT_IN_DIGITS:
            known = locale if locale in num2words.CONVERTER_CLASSES else language
            return _amount(found, language, known) or found[0]
        case _:
            return found[0].replace("\u2060", "")


def _amount(found: "regex.Match[str]", language: str, locale: str) -> str | None:
    sign = found["after"] or found["before"]
    name = SIGNS.get(language, {}).get(sign, "") if sign else ""
    if sign and not name:
        return None
    whole, _, fraction = found["number"].partition("." if language in POINT_IS_DECIMAL else ",")
    digits = (found["minus"] or "") + regex.sub(r"\D", "", whole)
    if sign and sign in "€$£" and len(fraction) == 2:
        units, cents = _number(digits, locale), _number(fraction, locale)
        if not units or not cents:
            return None
        return f"{units} {name}" if fraction == "00" else f"{units} {name} {cents}"
    form = "ordinal" if found["ordinal"] else "cardinal"
    if locale in SAYS_YEARS_APART and len(whole) == 4 and int(whole) in YEARS_SAID_APART:
        form = "year"
    number = _decimal(digits, fraction, locale) if fraction else _number(digits, locale, form)
    if number and form == "ordinal" and language == "de" and _follows_dative(found):
        number += "n"
    return f"{number} {name}".rstrip() if number else None


def _follows_dative(found: "regex.Match[str]") -> bool:
    start = found.start()
    return bool(_GERMAN_DATIVE.search(found.string, max(0, start - _REACH), start))


@functools.lru_cache(maxsize=4096)
def _number(digits: str, locale: str, form: str = "cardinal") -> str | None:
    """In words; None where num2words has none."""
    if len(digits) > _LONGEST or (digits[0] == "0" and len(digits) > 1):
        spoken = [_number(digit, locale) or digit for digit in digits if digit != "-"]
        return " ".join(spoken)
    return _words(int(digits), locale, form)


def _decimal(digits: str, fraction: str, locale: str) -> str | None:
    return _words(Decimal(f"{digits}.{fraction[:_LONGEST]}"), locale, "cardinal")


def _words(number: int | Decimal, locale: str, form: str) -> str | None:
    try:
        return str(num2words.num2words(number, to=form, lang=locale))
    except (ArithmeticError, LookupError, NotImplementedError, TypeError, ValueError):
        return None
