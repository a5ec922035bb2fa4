"""Star ratings: ★★★☆☆ and a 5★ hotel."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import NUMBER, is_attribute
from worker.script.normalize.rules import DIGIT, SIGN, Rule

_MAX_STARS = 5


def _number_of_stars(match: re.Match[str]) -> str:
    is_singular = match["value"] == "1" or is_attribute(match)
    return f"{numerals.number(match['value'])} {'star' if is_singular else 'stars'}"


def _row_of_stars(match: re.Match[str]) -> str:
    full, stars = match["stars"].count("★"), len(match["stars"])
    half = " and a half" if match["half"] else ""
    out_of = f" out of {numerals.cardinal(stars)}" if stars > full else ""
    return f"{numerals.cardinal(full)}{half}{out_of} stars"


RULES = (
    Rule(DIGIT, rf"(?P<value>{NUMBER})★(?!★)", _number_of_stars),
    Rule(SIGN, rf"(?P<stars>★[★☆]{{1,{_MAX_STARS - 1}}})(?P<half>½)?(?![★☆])", _row_of_stars),
)
