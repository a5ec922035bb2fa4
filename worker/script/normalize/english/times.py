"""Times of day (12:45 a.m., 9am ET, 14:30, 5-7pm), durations (2:03:59, 3h 20m), ratios (16:9)."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import (
    DASH,
    DOT,
    END,
    is_attribute,
    word_after,
    word_before,
)
from worker.script.normalize.rules import DIGIT, Rule
from worker.script.normalize.tables import table, words

_ZONES = table("ET Eastern Time, CT Central Time, MT Mountain Time, PT Pacific Time, Z UTC")
_SPELLED_ZONES = words(
    "EST EDT CST CDT MST MDT PST PDT AKST HST GMT UTC BST CET CEST EET IST JST AEST"
)


def _clock(match: re.Match[str]) -> str:
    """Verbalize a time with a.m. or p.m."""
    if match["second"]:
        parts = [_counted(int(match[name]), name) for name in ("hour", "minute", "second")]
        return f"{parts[0]} {parts[1]} and {parts[2]} {match['half'].upper()}M{_zone(match)}"
    spoken = _hour_and_minute(match["hour"], match["minute"])
    if match["low"]:
        hour, _, minute = match["low"].replace(".", ":").partition(":")
        spoken = f"{_hour_and_minute(hour, minute)} to {spoken}"
    return f"{spoken} {match['half'].upper()}M{_zone(match)}"


def _counted(number: int, unit: str) -> str:
    return f"{numerals.cardinal(number)} {unit}{'' if number == 1 else 's'}"


def _day_clock(match: re.Match[str]) -> str:
    """Verbalize 14:30, and 3:08 on a game clock.

    A full hour after noon is "sixteen hundred". Alone, as in a timetable, that could be an amount.
    """
    if match["hour"] in ("00", "24") and match["minute"] == "00":
        return f"midnight{_zone(match)}"
    full = ""
    if not int(match["minute"]):
        after_noon = int(match["hour"]) > _NOON and (match["zone"] or not _stands_alone(match))
        until_then = _UNTIL_AFTER_NOON.match(match.string, match.end())
        full = " hundred" if after_noon or until_then else " o'clock"
    return _hour_and_minute(match["hour"], match["minute"]) + full + _zone(match)


def _opening_hours(match: re.Match[str]) -> str | None:
    """Verbalize 9:30-11, but not the verses 5:10-12."""
    is_time = int(match["until"]) < int(match["minute"]) or match["minute"] == "00"
    start = _hour_and_minute(match["hour"], match["minute"])
    return f"{start} to {numerals.cardinal(int(match['until']))}" if is_time else None


def _stands_alone(match: re.Match[str]) -> bool:
    return not (word_before(match) or word_after(match))


def _duration(match: re.Match[str]) -> str:
    modifies_noun = is_attribute(match)
    keeps_zeros = ":" in match[0]  # the zeros of 2:30:00 say how exact it is
    parts: list[str] = []
    for name in ("day", "hour", "minute", "second"):
        written = match.groupdict().get(name)
        number = _without_zeros(written)
        if not number and written and parts and keeps_zeros:
            number = "0"
        if number:
            ending = "" if modifies_noun or number == "1" else "s"
            parts.append(f"{numerals.number(number)} {name}{ending}")
    return " ".join(parts) or "zero seconds"


def _without_zeros(number: str | None) -> str:
    """Return 5 for 05 and 0.5 for 00.5; empty for 00."""
    bare = (number or "").lstrip("0")
    return f"0{bare}" if bare.startswith(".") else bare


def _hours(match: re.Match[str]) -> str:
    """Verbalize 2h44, and the 05:00 of UTC-05:00."""
    return _hour_and_minute(match["hour"], match["minute"])


def _ratio_of_many(match: re.Match[str]) -> str:
    """Verbalize 1:2:1."""
    return " to ".join(map(numerals.number, match[0].split(":")))


def _ratio(match: re.Match[str]) -> str:
    """Verbalize 16:9 with a "to", 50:50 without, and 38:05 as minutes and seconds."""
    one, other = numerals.number(match["one"]), numerals.number(match["other"])
    if _TIME.fullmatch(match[0]) and int(match["one"]) + int(match["other"]) != _WHOLE:
        return f"{one} {numerals.two_digits(int(match['other']))}"
    return f"{one} {other}" if one == other else f"{one} to {other}"


def _military(match: re.Match[str]) -> str:
    """Verbalize 0600 hours."""
    minute = "hundred" if match["minute"] == "00" else numerals.two_digits(int(match["minute"]))
    return f"{numerals.two_digits(int(match['hour']))} {minute}"


def _hour_and_minute(hour: str, minute: str | None) -> str:
    spoken, past = numerals.cardinal(int(hour)), int(minute or 0)
    return f"{spoken} {numerals.two_digits(past)}" if past else spoken


def _zone(match: re.Match[str]) -> str:
    zone = match["zone"]
    return f" {_ZONES.get(zone, zone.upper())}" if zone else ""


_HOUR = "(?P<hour>2[0-4]|[01]?[0-9])"
_MINUTE = "(?P<minute>[0-5][0-9])"
_SECOND = "(?P<second>[0-5][0-9])"
_NOON = 12
_UNTIL_AFTER_NOON = re.compile(rf"(?:{DASH}|\sto\s)(?:1[3-9]|2[0-3]):00")
_LOW = rf"(?:(?P<low>(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?){DASH})?"
_HALF = rf"\s?(?P<half>[AaPp])(?:\.\s?[Mm]{DOT}?|[Mm]{END})"
_ZONE = rf"(?:\s?(?P<zone>(?i:{'|'.join(_SPELLED_ZONES)})|{'|'.join(_ZONES)}){END})?"
_STOP = "(?![:.]?[0-9]|,[0-9]{3})"
_TIME = re.compile("[0-9]{2}:[0-5][0-9]")
_WHOLE = 100  # percent
_TENTHS = r"\.[0-9]{1,3}"
_DAYS = "(?P<day>[0-9]{1,3})d"
_HOURS = r"(?P<hour>[0-9]{1,3})\s?h(?:rs?)?"
_MINUTES = r"(?P<minute>[0-9]{1,3})\s?m(?:ins?)?"
_SECONDS = rf"(?P<second>[0-9]{{1,2}}(?:{_TENTHS})?)\s?s(?:ecs?)?"

RULES = (
    Rule(DIGIT, rf"{_LOW}{_HOUR}(?:[:.]{_MINUTE}(?::{_SECOND})?)?{_HALF}{_ZONE}", _clock),
    Rule(
        DIGIT,
        rf"(?P<hour>[0-9]{{1,2}}):{_MINUTE}:(?P<second>[0-5][0-9](?:{_TENTHS})?){_STOP}",
        _duration,
    ),
    Rule(DIGIT, rf"(?P<minute>[0-9]{{1,2}}):(?P<second>[0-5][0-9]{_TENTHS}){_STOP}", _duration),
    Rule(DIGIT, rf"(?:{_DAYS}\s?)?{_HOURS}\s?{_MINUTES}(?:\s?{_SECONDS})?{END}", _duration),
    Rule(DIGIT, rf"{_MINUTES}\s?{_SECONDS}{END}", _duration),
    Rule(DIGIT, rf"{_HOUR}h{_MINUTE}{END}", _hours),
    Rule(DIGIT, rf"(?:(?<=UTC[-+])|(?<=GMT[-+])){_HOUR}:{_MINUTE}{END}", _hours),
    Rule(
        DIGIT,
        rf"(?P<hour>1[0-2]|0?[1-9]):(?P<minute>00|15|30|45){DASH}(?P<until>1[0-2]|0?[1-9])"
        rf"(?![.,:]?[0-9]|\s?[ap]\.?m|\s?%){END}",
        _opening_hours,
    ),
    Rule(DIGIT, rf"{_HOUR}:{_MINUTE}{_STOP}(?:h?{END}|(?=Z)){_ZONE}", _day_clock),
    Rule(DIGIT, rf"[0-9]{{1,4}}(?::[0-9]{{1,4}}){{2,5}}{_STOP}{END}", _ratio_of_many),
    Rule(
        DIGIT,
        rf"(?P<one>[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?):(?P<other>[0-9]{{1,3}}(?:,[0-9]{{3}})+"
        rf"|[0-9]{{1,4}}){_STOP}{END}",
        _ratio,
    ),
    Rule(
        DIGIT,
        rf"(?P<hour>[01][0-9]|2[0-3]){_MINUTE}(?=\s?(?:hours|hrs|GMT|UTC|BST|Z){END})",
        _military,
    ),
)
