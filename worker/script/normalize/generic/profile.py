"""Everything that the generic rules know about one language: words, patterns and functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from worker.script.normalize.fold import WORD_JOINER

if TYPE_CHECKING:
    from worker.script.normalize.generic.language import Language

Match = regex.Match[str]
_CONTEXT = 60  # code points
_NOTHING_FOLLOWS = regex.compile(r"[^\p{L}\p{N}.?!…]*+$")


@dataclass(frozen=True)
class Context:
    """A token's place in its text."""

    before: str
    """Up to 60 code points before the token."""
    after: str
    """Up to 60 code points after it."""
    language: Language

    @property
    def is_alone(self) -> bool:
        """True if the token is the whole text, such as a table cell."""
        return not self.before.strip() and not self.after.strip(" .")


def context_of(match: Match, language: Language) -> Context:
    """Return the context of a token."""
    text, (start, end) = match.string, match.span()
    return Context(
        text[max(0, start - _CONTEXT) : start].replace(WORD_JOINER, ""),
        text[end : end + _CONTEXT].replace(WORD_JOINER, ""),
        language,
    )


def ends_text(match: Match) -> bool:
    """Return whether no word and no end mark follow a token, whose own point is the end mark."""
    return _NOTHING_FOLLOWS.match(match.string, match.end()) is not None


Verbalize = Callable[[Match, "Language"], str | None]
"""Returns the spoken form of a token, or None to leave its place to the rules that follow."""


@dataclass(frozen=True)
class Rule:
    """A class of expressions that only this language has, and how to verbalize them."""

    pattern: str
    """Verbose regular expression of the `regex` module, in linear time."""
    verbalize: Verbalize


@dataclass(frozen=True)
class Profile:
    """A language of the generic rules. Words that are not known stay empty."""

    spaced: bool = True
    """False if words are not separated by blanks."""

    particles: str = ""
    """Pattern of the words that belong to the number before them, without a blank."""

    # Signs
    point: str = ""
    """Word for the decimal separator."""
    decimals_as_number: bool = False
    """True if 3,14 is "three comma fourteen", not "three comma one four"."""
    minus: str = ""
    """Word for a minus sign."""
    dot: str = ""
    """Word for the point of "Web 2.0", if the decimal separator is the comma."""
    to: str = ""
    """Word for the dash or tilde of a range."""
    to_is_suffix: bool = False
    """True if that word is written together with the first number."""
    about: str = ""
    """Word for a tilde before a number."""
    score_colon: str = ""
    """Word for the colon of a score, as in 2:1."""
    hosts: str = ""
    """Pattern of the top-level domains of the countries that are no words of the language."""
    www: str = ""
    """Letters for the www of an address that begins with it, where people say them."""
    at: str = ""
    """Word for @ in an e-mail address."""
    address_signs: Mapping[str, str] = field(default_factory=dict)
    """Words for - _ / in web and e-mail addresses."""
    operators: Mapping[str, str] = field(default_factory=dict)
    """Words for + ± × ÷ = ≠ ≈ between or before numbers, and for ≥ ≤ > < before a number."""
    born: str = ""
    """Word for the * of (* 1950; † 2020)."""
    died: str = ""
    """Word for its †."""
    and_: str = ""
    """Word for & and between a whole number and a fraction."""
    number_sign: str = ""
    """Word for n° and №."""
    number_signs: str = ""
    """Its plural, if it differs."""

    # Fractions
    fractions: tuple[str, ...] = ()
    """Words for ½, ⅓, ⅔, ¼ and ¾, in this order."""
    fraction: Callable[[int, int, Context], str | None] | None = None
    """Returns the words for a numerator and a denominator."""
    any_denominator: bool = False
    """True if `fraction` names any denominator, as in "uno sobre mil doscientos"."""
    of: str = ""
    """Pattern of the word after 2/3 that shows a fraction, not a day in March."""
    and_a_half: str = ""
    """Word for ½ after a whole number. By default, `and_` and the fraction."""
    not_a_fraction_after: str = ""
    """Pattern of the words before 2/3 that show a date or a number of pages."""

    # Times
    hours: str = "{} {}"
    """Template for a time such as 14:30."""
    full_hours: str = "{}"
    """Template for a time such as 14:00."""
    seconds: str = "{} {} {}"
    """Template for a time such as 14:30:15. Empty: the units are said, in the form that agrees."""
    hour_letter: bool = False
    """True if 14h30 is a time."""
    time_after: str = ""
    """Pattern of the words before 14.30 that show a time."""
    minute_sign: bool = False
    """True if 90' is a minute."""
    hour: Callable[[int, Context], str | None] | None = None
    """Returns the hour in words, if it is not the cardinal."""

    # Numbers
    ordinal_ending: str = ""
    """Pattern of the ending that makes digits an ordinal."""
    ordinal: Callable[[int, str, Context], str | None] | None = None
    """Returns an ordinal, by its value and its ending as written."""
    count: Callable[[str, Context], str | None] | None = None
    """Returns a whole number as written in the form that its context requires; None for the usual
    form."""
    years_in_hundreds: bool = False
    """True if 1985 is "nineteen hundred eighty-five"."""
    date: Callable[[int, int, int | None, Context], str | None] | None = None
    """Returns a day, a month and a year, if there is one, in words."""
    short_date: str = ""
    """Pattern of a date with the groups `day` and `month`, and perhaps `year`, for those that are
    not written like 24.11.2026."""
    roman: Callable[[int, str, Context], str | None] | None = None
    """Returns a Roman numeral in words, by its value and the numeral as written."""
    roman_after: str = ""
    """Pattern of the words before a Roman numeral in small letters."""
    roman_ending: str = ""
    """Pattern of what belongs to a Roman numeral, such as the e of XIXe."""
    of_year: str = ""
    """Word for the slash of "Ley 3/2018"."""
    millions_of: str = ""
    """Word between millions and the noun."""

    # Money
    signs: Mapping[str, str] = field(default_factory=dict)
    """Further signs of currencies after a number, mapped to ISO 4217 codes."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """Names by ISO 4217 code that are said instead of CLDR's, such as "Dollar" for "US-Dollar":
    plural forms (one, few, many, other), separated by slashes."""
    cents: Mapping[str, str] = field(default_factory=dict)
    """Plural forms of hundredths by ISO 4217 code."""
    and_cents: str = ""
    """Word between the money and its hundredths."""

    # Units and scales
    units: Mapping[str, str] = field(default_factory=dict)
    """Further symbols of units, mapped to CLDR unit identifiers."""
    micro: str = ""
    """Prefix for a millionth, for the units that CLDR has without it."""
    degree: str = ""
    """Pattern for degrees, where CLDR has only those of angles."""
    percent: str = ""
    """Pattern for percentages, where CLDR has only the sign."""
    cardinal_before_percent: bool = False
    """True if it is "uno" before "percent", but "un" before other units."""
    rates: Mapping[str, str] = field(default_factory=dict)
    """Words that CLDR lacks after the slash of a rate, such as Person, and what is said for them
    and the slash."""
    per_many: str = ""
    """Word for the slash before a number, such as "auf" in 5 l/100 km."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """Abbreviations of powers of ten that CLDR lacks, with their exponents."""

    # Abbreviations
    elision: bool = False
    """True if an article may end with an apostrophe, as in l'art. 5."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations and what is said for them. Blanks may follow their points; other blanks are
    written as underscores."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations before a name."""
    counted: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations before a number."""

    # Telephone numbers
    phone: str = ""
    """Pattern of the numbers of the countries, without an international prefix."""
    phone_zero: str = ""
    """Word for 0 in telephone numbers, if it differs."""
    phone_after: str = ""
    """Pattern of the words before a telephone number."""

    rules: tuple[Rule, ...] = ()
    """Rules of the language's own, in the order in which they are tried."""
