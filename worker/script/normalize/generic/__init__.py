"""The languages without rules of their own: numbers, amounts, times and a few signs.

What nobody here knows stays as it is written, for an engine that speaks the language.

grammar    what is a number, an amount, a date... in a text of the language
reading    a text from left to right, and what is said for each part
numbers    whole numbers and decimals in words
amounts    money, percents, units and millions
clock      dates and times
counted    where what is counted decides how its number is said
cldr       what the currencies and units are called
language   what the tables and the libraries know a language by
tables     what no library knows
"""

from worker.script.normalize.generic.reading import read

__all__ = ["read"]
