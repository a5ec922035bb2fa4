"""Normalization for languages without rules of their own: numbers, amounts, times, a few signs.

Expressions that it cannot verbalize stay as they are written, for an engine that can.

grammar    pattern of all tokens of a language
normalizer verbalizes the tokens of a text from left to right
numbers    whole numbers and decimals in words
amounts    money, percentages, measures and numbers with a scale, such as millions
fractions  halves, thirds and quarters
datetimes  dates and times
agreement  numbers that depend on the counted noun
gender     gender of units, currencies and nouns, for numbers that agree with it
cldr       names of currencies, units and scales
language   identifiers of a language in the tables and libraries
tables     words and patterns that no library provides
"""

from worker.script.normalize.generic.normalizer import normalize

__all__ = ["normalize"]
