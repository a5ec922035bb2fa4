"""Plain numbers, ordinals, percentages, versions, and numbers that are identifiers."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import (
    AIRCRAFT_MODELS,
    DASH,
    END,
    NUMBER,
    word_after,
    word_before,
)
from worker.script.normalize.english.years import COUNTABLE_NOUNS, is_year
from worker.script.normalize.rules import DIGIT, SIGN, Rule, always
from worker.script.normalize.tables import word_set, words

# Nouns whose number is spoken in pairs: Flight 370 is "three seventy".
_NAMED_BY_NUMBER = word_set("""
    flight flights route highway hwy
    rte interstate boeing airbus room porsche ferrari bmw peugeot bus
    suite apartment mercedes model
""")
_EMERGENCY = word_set("911 999 112 000 111 101 988 211 311 411 511 611 711 811")
_BEFORE_EMERGENCY = word_set("call calls called calling ring rang rung phone phoned")
_AFTER_EMERGENCY = word_set("call calls caller callers operator dispatcher dispatchers")
# Nouns whose number is spoken digit by digit if it has this many digits or more: code 60777.
_NAMED_BY_DIGITS = dict.fromkeys(
    words("""
        dial dialed dialled dialing text texting code pin isbn issn account acct tel phone fax
        telephone mobile whatsapp zip postcode serial id
    """),
    3,
) | dict.fromkeys(words("no number ref reference pmid passport licence license case order"), 6)
# Nouns whose number is a version: Python 3.11 is "three point eleven".
_NAMED_BY_VERSION = word_set("""
    python ios ipados android macos ubuntu java php windows version chrome firefox safari node
    linux kernel debian release build wordpress ruby postgresql mysql django swift kotlin go rust
    typescript angular vue react
""")


_CARD = re.compile(
    r"\b(?:(?:card|account|number|digits)(?:\s(?:that\s)?(?:ending|ends|ended)\s(?:in|with))"
    r"|(?:credit|debit|gift|bank)\scard|last\s(?:four|4)(?:\sdigits)?(?:\sare)?)\s$"
)
_CARD_DIGITS = 3
_CALLED = re.compile(
    r"\b(?i:call|calls|called|calling|ring|rang|phone|phoned|dial|dialled)\b.{0,40}\son\s$"
)
_CONTEXT = 60  # code points


def _ordinal(match: re.Match[str]) -> str:
    number = int(match["number"].replace(",", ""))
    ending = match["ending"].lower()
    right = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    if ending == right:
        return numerals.ordinal(number)
    return f"{numerals.cardinal(number)} {'stone' if ending == 'st' else ending}"


def _percent(match: re.Match[str]) -> str:
    sign = "per mille" if match["sign"] == "‰" else "percent"
    return f"{_low(match)}{numerals.number(match['value'])} {sign}"


def _low(match: re.Match[str]) -> str:
    return f"{numerals.number(match['low'])} to " if match["low"] else ""


def _times(match: re.Match[str]) -> str | None:
    if match["value"] in AIRCRAFT_MODELS:
        return None
    per = f" per {match['per']}" if match["per"] else ""  # 2x/day
    return f"{numerals.number(match['value'])} times{per}"


def _dotted(match: re.Match[str]) -> str:
    """Verbalize a version, or an IPv4 address digit by digit."""
    parts = match[0].split(".")
    if len(parts) == 4 and max(map(len, parts)) <= 3:
        return " dot ".join(map(numerals.digits, parts))
    return " point ".join(map(numerals.number, parts))


def _is_identifier(match: re.Match[str], before: str, after: str) -> bool:
    """Return whether it is spoken digit by digit: "code 60777", "a card ending in 4876", 911."""
    text, start = match[0], match.start()
    min_digits = _NAMED_BY_DIGITS.get(before)
    if min_digits and len(text) >= min_digits:
        return True
    if text in _EMERGENCY and (before in _BEFORE_EMERGENCY or after in _AFTER_EMERGENCY):
        return True
    if len(text) < _CARD_DIGITS:
        return False
    near = max(0, start - _CONTEXT)
    is_called = text in _EMERGENCY and _CALLED.search(match.string, near, start)
    return bool(is_called or _CARD.search(match.string, near, start))


def _version(text: str) -> str:
    whole, _, part = text.partition(".")
    return (
        f"{numerals.number(whole)} point {numerals.number(part)}" if part else numerals.number(text)
    )


def _number(match: re.Match[str]) -> str:
    text, before, after = match[0], word_before(match).lower(), word_after(match).lower()
    if not text.isdecimal():
        return _version(text) if before in _NAMED_BY_VERSION else numerals.number(text)
    if _is_identifier(match, before, after):
        return numerals.digits(text)
    if before in _NAMED_BY_NUMBER or (text in AIRCRAFT_MODELS and after not in COUNTABLE_NOUNS):
        return numerals.pairs(text)
    if len(text) == 4 and is_year(match):
        return numerals.year(int(text))
    return numerals.number(text)


RULES = (
    Rule(
        DIGIT,
        r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})"
        rf"(?P<ending>st|nd|rd|th|ST|ND|RD|TH){END}",
        _ordinal,
    ),
    Rule(
        DIGIT + SIGN,
        rf"(?:(?P<low>{NUMBER})(?:\s?%)?(?:{DASH}|\sto\s))?(?P<value>{NUMBER})\s?(?P<sign>[%‰])",
        _percent,
    ),
    Rule(
        DIGIT,
        rf"(?P<value>{NUMBER})[x×](?:/(?P<per>day|week|month|year))?(?!\s?[0-9]){END}",
        _times,
    ),
    Rule(DIGIT, rf"[0-9]{{1,9}}(?:\.[0-9]{{1,9}}){{2,5}}(?!\.?[0-9]){END}", _dotted),
)
PLAIN = (
    Rule(SIGN, r"(?<=[^\W\d_])\.(?=[0-9])", always("")),  # ID.3 and BA.5
    Rule(DIGIT + SIGN, rf"(?!(?<=\.)\.){NUMBER}", _number),
)
