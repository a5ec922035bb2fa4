"""Angles in degrees, minutes and seconds, and coordinates: 51°30'26"N, 25.4N 80.1W."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END, NUMBER
from worker.script.normalize.rules import DIGIT, Rule
from worker.script.normalize.tables import table

_DIRECTIONS = table("N north, S south, E east, W west")


def _angle(match: re.Match[str]) -> str:
    parts = [_part(match["degree"], "degree")]
    parts += [_part(match[name], name) for name in ("minute", "second") if match[name]]
    return f"{' '.join(parts)} {_DIRECTIONS.get(match['way'], '')}".rstrip()


def _part(number: str, name: str) -> str:
    number = number.removeprefix("0") or "0"
    return f"{numerals.number(number)} {name if number == '1' else f'{name}s'}"


def _coordinates(match: re.Match[str]) -> str:
    latitude, longitude = numerals.number(match["latitude"]), numerals.number(match["longitude"])
    return f"{latitude} {_DIRECTIONS[match['north']]}, {longitude} {_DIRECTIONS[match['east']]}"


_FINE = r"[0-9]{1,2}(?:\.[0-9]{1,4})?"

RULES = (
    Rule(
        DIGIT,
        rf"(?P<degree>[0-9]{{1,3}})°\s?(?P<minute>{_FINE})'"
        rf"(?:\s?(?P<second>{_FINE})(?:\"|''))?(?:\s?(?P<way>[NSEW]){END})?",
        _angle,
    ),
    Rule(
        DIGIT,
        rf"(?P<latitude>{NUMBER})\s?(?P<north>[NS]),?\s"
        rf"(?P<longitude>{NUMBER})\s?(?P<east>[EW]){END}",
        _coordinates,
    ),
)
