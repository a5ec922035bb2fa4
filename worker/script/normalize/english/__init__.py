"""The rules for English, in the order in which they are tried."""

from worker.script.normalize.english import (
    abbreviations,
    addresses,
    amounts,
    angles,
    chess,
    codes,
    coins,
    dates,
    days,
    dimensions,
    fractions,
    law,
    letters,
    measures,
    money,
    phones,
    politics,
    ranges,
    ratings,
    roman,
    scales,
    scripture,
    symbols,
    temperatures,
    times,
    web,
    years,
)
from worker.script.normalize.english.scripts import latin
from worker.script.normalize.rules import Rule
from worker.script.normalize.tables import word_set

MARKS = symbols.MARKS
NOTABLE = abbreviations.NOTABLE | letters.NOTABLE | roman.NOTABLE

_MONTH_FIRST = word_set("us ca ph") | {""}
"""Regions where 5/6/2024 is in May; elsewhere English speakers put the day first."""


def day_comes_first(region: str) -> bool:
    return region not in _MONTH_FIRST


def rules(day_first: bool) -> tuple[Rule, ...]:
    """What is longer or more certain comes before what may be a part of it."""
    return (
        *web.RULES,
        *codes.HEXADECIMAL,
        *phones.RULES,
        *scripture.RULES,
        *dates.rules(day_first),
        *days.RULES,
        *law.RULES,
        *times.RULES,
        *years.RULES,
        *money.RULES,
        *coins.RULES,
        *fractions.RULES,
        *addresses.RULES,
        *scales.RULES,
        *angles.RULES,
        *temperatures.RULES,
        *dimensions.FEET_AND_INCHES,
        *measures.RULES,
        *dimensions.RULES,
        *ratings.RULES,
        *ranges.RULES,
        *amounts.RULES,
        *roman.RULES,
        *chess.RULES,
        *codes.RULES,
        *amounts.PLAIN,
        *politics.RULES,
        *abbreviations.RULES,
        *letters.RULES,
        *symbols.RULES,
    )


say_word = latin
"""For a word that no rule reads."""
