"""Amounts in small coins: 50¢, 145.9p a liter, and 2s 6d from before 1971."""

import re

from worker.script.normalize.english import numerals, units
from worker.script.normalize.english.context import (
    DASH,
    END,
    NUMBER,
    is_attribute,
    is_labelled,
)
from worker.script.normalize.rules import DIGIT, SIGN, Rule, always
from worker.script.normalize.tables import word_set

_SCREEN_LINES = word_set("144 240 360 480 540 576 720 1080 1440 2160 4320")


def _cents(match: re.Match[str]) -> str:
    is_singular = match["value"] == "1" or is_attribute(match)
    return f"{numerals.number(match['value'])} {'cent' if is_singular else 'cents'}{_per(match)}"


def _short_cents(match: re.Match[str]) -> str | None:
    """Verbalize 35c in a text about dollars or shares."""
    about_money = "$" in match.string or "share" in match.string
    return _cents(match) if about_money and not is_labelled(match) else None


def _pence(match: re.Match[str]) -> str | None:
    """Verbalize 5p, but neither 1080p nor page 5p."""
    value, low = match["value"], match["low"]
    if value in _SCREEN_LINES or is_labelled(match):
        return None
    amount = (
        f"{numerals.number(low)} to {numerals.number(value)}" if low else numerals.number(value)
    )
    return f"{amount} {'penny' if amount == 'one' else 'pence'}{_per(match)}"


def _per(match: re.Match[str]) -> str:
    return f" per {units.per(match['per'])}" if match["per"] else ""


def _shillings(match: re.Match[str]) -> str:
    shillings, pence = numerals.number(match["shillings"]), numerals.number(match["pence"])
    return f"{shillings} {'shilling' if shillings == 'one' else 'shillings'} and {pence} pence"


_PER = f"(?:/(?P<per>[A-Za-z]{{1,6}}){END})?"

RULES = (
    Rule(DIGIT, rf"(?P<value>{NUMBER})\s?¢{_PER}", _cents),
    Rule(DIGIT, rf"(?P<value>{NUMBER})c{_PER}{END}", _short_cents),
    Rule(
        DIGIT,
        rf"(?:(?P<low>{NUMBER}){DASH})?(?P<value>{NUMBER})p{_PER}{END}",
        _pence,
    ),
    Rule(
        DIGIT,
        rf"(?P<shillings>[0-9]{{1,2}})s\.?\s(?P<pence>[0-9]{{1,2}})d{END}(?:\.(?=\s[a-z]))?",
        _shillings,
    ),
    Rule(SIGN, "¢", always("cents")),
)
