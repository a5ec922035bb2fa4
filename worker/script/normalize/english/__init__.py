"""The rules for English, in the order in which they are tried."""

import functools
from collections.abc import Sequence

from worker.script.normalize.english import (
    abbreviations,
    acronyms,
    addresses,
    amounts,
    angles,
    chess,
    citations,
    codes,
    coins,
    dates,
    days,
    dimensions,
    formulas,
    fractions,
    law,
    letter_a,
    letters,
    measures,
    money,
    operators,
    paths,
    periods,
    phones,
    phonetics,
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
from worker.script.normalize.english.context import END
from worker.script.normalize.english.scripts import transliterate
from worker.script.normalize.rules import Normalizer, Rule
from worker.script.normalize.spoken import Override, SpokenForm
from worker.script.normalize.tables import word_set

_MONTH_FIRST_REGIONS = word_set("us ca ph") | {""}
"""Regions where 5/6/2024 is in May. Elsewhere English dates put the day first."""
_TRIGGER_WORDS = (
    abbreviations.TRIGGER_WORDS
    | letters.TRIGGER_WORDS
    | phonetics.TRIGGER_WORDS
    | roman.TRIGGER_WORDS
)


def normalize(text: str, region: str, overrides: Sequence[Override] = ()) -> SpokenForm:
    """Return the spoken form of a folded text."""
    overrides = [abbreviations.with_dot(text, override) for override in overrides]
    return _normalizer(region not in _MONTH_FIRST_REGIONS).normalize(text, overrides)


@functools.cache
def _normalizer(day_first: bool) -> Normalizer:
    rules = [
        Rule(rule.first, rule.pattern, letter_a.as_letter(rule.verbalize))
        for rule in _rules(day_first)
    ]
    return Normalizer(
        [*rules, *letter_a.RULES],
        transliterate,
        symbols.PUNCTUATION,
        _TRIGGER_WORDS,
        suffix=rf"'s{END}",
    )


def _rules(day_first: bool) -> tuple[Rule, ...]:
    """Return the rules. A longer or more certain expression precedes those that are part of it."""
    return (
        *web.RULES,
        *phonetics.RULES,
        *formulas.RULES,
        *paths.RULES,
        *codes.HEXADECIMAL,
        *codes.STANDARDS,
        *phones.RULES,
        *citations.RULES,
        *scripture.RULES,
        *periods.RULES,
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
        *acronyms.RULES,
        *letters.RULES,
        *operators.RULES,
        *symbols.RULES,
    )
