"""Stars: ★★★☆☆ and a 5★ hotel."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import NUMBER, is_attribute
from worker.script.normalize.rules import DIGIT, SIGN, Rule

_MOST = 5


def _stars(found: re.Match[str]) -> str:
    single = found["value"] == "1" or is_attribute(found)
    return f"{numerals.number(found['value'])} {'star' if single else 'stars'}"


def _drawn(found: re.Match[str]) -> str:
    full, stars = found["stars"].count("★"), len(found["stars"])
    half = " and a half" if found["half"] else ""
    most = f" out of {numerals.cardinal(stars)}" if stars > full else ""
    return f"{numerals.cardinal(full)}{half}{most} stars"


RULES = (
    Rule(DIGIT, rf"(?P<value>{NUMBER})★(?!★)", _stars),
    Rule(SIGN, rf"(?P<stars>★[★☆]{{1,{_MOST - 1}}})(?P<half>½)?(?![★☆])", _drawn),
)
