"""Normalization for languages other than English.

All share one grammar of tokens and one set of verbalizers. What differs is the profile of the
language: its words, patterns and functions. Expressions that nothing verbalizes stay as they are
written, for an engine that can.

languages      the profile of each language, in a module or package of its own
profile        what a profile holds
grammar        pattern of all tokens of a language
normalizer     verbalizes the tokens of a text from left to right
numbers        whole numbers, ordinals and decimals in words
amounts        money, percentages, measures and numbers with a scale, such as millions
fractions      halves, thirds and quarters, and fractions with a slash
datetimes      dates and times
calendar_names weekdays and months
durations      durations and angles, as in 1'32'' and 52° 31'
phones         telephone numbers and IP addresses
rates          what follows the slash of 3 €/kg and 5 l/100 km
operators      the signs of +5 °C, 3 × 4 = 12 and ≥ 18
separators     signs between two numbers, as in 10–15 and 2:1
web            web and e-mail addresses
abbreviations  abbreviations and the number sign
roman          Roman numerals
gender         gender of units and currencies, for numbers that agree with it
cldr           names of currencies, units and scales
language       identifiers of a language in the libraries
tables         words of the languages without a module
"""

from worker.script.normalize.generic.normalizer import normalize

__all__ = ["normalize"]
