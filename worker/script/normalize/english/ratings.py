"""Stars: ★★★☆☆ and a 5★ hotel."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import NUMBER, is_attribute
from worker.script.normalize.rules import DIGIT, SIGN, Rule

_MOST = 5


def _stars(match: re.Match[str]) -> str:
    single = match["value"] == "1" or is_attribute(match)
    return f"{numerals.number(match['value'])} {'star' if single else 'stars'}"


def _drawn(match: re.Match[str]) -> str:
    full, stars = match["stars"].count("★"), len(match["stars"])
    half = " and a half" if match["half"] else ""
    most = f" out of {numerals.cardinal(stars)}" if stars > full else ""
    return f"{numerals.cardinal(full)}{half}{most} stars"


RULES = (
    Rule(DIGIT, rf"(?P<value>{NUMBER})★(?!★)", _stars),
    Rule(SIGN, rf"(?P<stars>★[★☆]{{1,{_MOST - 1}}})(?P<half>½)?(?![★☆])", _drawn),
)
