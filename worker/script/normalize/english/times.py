"""Times of day: 12:45 a.m., 9am ET, 14:30, 5-7pm; and how long something took: 2:03:59."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import DASH, DOT, END
from worker.script.normalize.reader import DIGIT, Rule
from worker.script.normalize.tables import table, words

_ZONES = table("ET Eastern Time, CT Central Time, MT Mountain Time, PT Pacific Time")
_SPELLED_ZONES = words(
    "EST EDT CST CDT MST MDT PST PDT AKST HST GMT UTC BST CET CEST EET IST JST AEST"
)


def _clock(found: re.Match[str]) -> str:
    """With a.m. or p.m."""
    spoken = _hour_and_minute(found["hour"], found["minute"])
    if found["second"]:
        spoken += f" and {numerals.cardinal(int(found['second']))} seconds"
    if found["low"]:
        hour, _, minute = found["low"].replace(".", ":").partition(":")
        spoken = f"{_hour_and_minute(hour, minute)} to {spoken}"
    return f"{spoken} {found['half'].upper()}M{_zone(found)}"


def _day_clock(found: re.Match[str]) -> str:
    """14:30; and 3:08 on the clock of a game."""
    full = "" if int(found["minute"]) else " o'clock"
    return _hour_and_minute(found["hour"], found["minute"]) + full + _zone(found)


def _lasting(found: re.Match[str]) -> str:
    numbers = {name: int(found[name]) for name in ("hour", "minute", "second")}
    parts = [
        f"{numerals.cardinal(number)} {name}{'' if number == 1 else 's'}"
        for name, number in numbers.items()
        if number
    ]
    return " ".join(parts) or "zero seconds"


def _ratio(found: re.Match[str]) -> str:
    """16:9 and, without a "to", 50:50."""
    one, other = numerals.number(found["one"]), numerals.number(found["other"])
    return f"{one} {other}" if one == other else f"{one} to {other}"


def _military(found: re.Match[str]) -> str:
    """0600 hours."""
    minute = "hundred" if found["minute"] == "00" else numerals.two_digits(int(found["minute"]))
    return f"{numerals.two_digits(int(found['hour']))} {minute}"


def _hour_and_minute(hour: str, minute: str | None) -> str:
    spoken, past = numerals.cardinal(int(hour)), int(minute or 0)
    return f"{spoken} {numerals.two_digits(past)}" if past else spoken


def _zone(found: re.Match[str]) -> str:
    zone = found["zone"]
    return f" {_ZONES.get(zone, zone.upper())}" if zone else ""


_HOUR = "(?P<hour>2[0-4]|[01]?[0-9])"
_MINUTE = "(?P<minute>[0-5][0-9])"
_SECOND = "(?P<second>[0-5][0-9])"
_LOW = rf"(?:(?P<low>(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?){DASH})?"
_HALF = rf"\s?(?P<half>[AaPp])(?:\.\s?[Mm]{DOT}?|[Mm]{END})"
_ZONE = rf"(?:\s?(?P<zone>(?i:{'|'.join(_SPELLED_ZONES)})|{'|'.join(_ZONES)}){END})?"
_STOP = "(?![:.]?[0-9])"

RULES = (
    Rule(DIGIT, rf"{_LOW}{_HOUR}(?:[:.]{_MINUTE}(?::{_SECOND})?)?{_HALF}{_ZONE}", _clock),
    Rule(DIGIT, rf"(?P<hour>[0-9]{{1,2}}):{_MINUTE}:{_SECOND}{_STOP}", _lasting),
    Rule(DIGIT, rf"{_HOUR}:{_MINUTE}{_STOP}{END}{_ZONE}", _day_clock),
    Rule(DIGIT, rf"(?P<one>[0-9]{{1,4}}):(?P<other>[0-9]{{1,4}}){_STOP}{END}", _ratio),
    Rule(
        DIGIT,
        rf"(?P<hour>[01][0-9]|2[0-3]){_MINUTE}(?=\s?(?:hours|hrs|GMT|UTC|BST|Z){END})",
        _military,
    ),
)
