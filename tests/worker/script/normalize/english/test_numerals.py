import re

import num2words
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.script.normalize.english import numerals

NUMBERS = st.integers(0, 999) | st.integers(0, 10**18) | st.sampled_from([10**n for n in range(35)])


def plain(words: str) -> str:
    """Remove the "and", commas and hyphens of num2words."""
    return " ".join(re.sub(r"\band\b|[,-]", " ", words).split())


@given(NUMBERS)
def test_numbers_are_those_of_num2words(number: int) -> None:
    assert numerals.cardinal(number) == plain(num2words.num2words(number))


@given(st.integers(1, 10**15))
def test_ordinals_are_those_of_num2words_with_a_one(number: int) -> None:
    expected = plain(num2words.num2words(number, to="ordinal"))
    assert numerals.ordinal(number).removeprefix("one ") == expected.removeprefix("one ")


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        (44, "forty four"),
        (1000, "one thousand"),
        (1066, "ten sixty six"),
        (1700, "seventeen hundred"),
        (1905, "nineteen oh five"),
        (2000, "two thousand"),
        (2009, "two thousand nine"),
        (2010, "twenty ten"),
        (2100, "twenty one hundred"),
    ],
)
def test_years_are_spoken_in_pairs(number: int, spoken: str) -> None:
    assert numerals.year(number) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("0", "zero"),
        ("7", "seven"),
        ("42", "forty two"),
        ("300", "three hundred"),
        ("305", "three zero five"),
        ("350", "three fifty"),
        ("5300", "fifty three hundred"),
        ("0800", "zero eight zero zero"),
        ("12345", "one two three four five"),
    ],
)
def test_identifiers_are_spoken_in_pairs(text: str, spoken: str) -> None:
    assert numerals.pairs(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1,234.50", "one thousand two hundred thirty four point five zero"),
        (".5", "point five"),
        ("007", "zero zero seven"),
        ("1234567890123", "one two three four five six seven eight nine zero one two three"),
        ("1,000,000,000,000", "one trillion"),
    ],
)
def test_the_written_form_decides_the_spoken_form(text: str, spoken: str) -> None:
    assert numerals.number(text) == spoken


@pytest.mark.parametrize(
    ("spoken", "many"),
    [("twenty", "twenties"), ("sixteen", "sixteens"), ("six", "sixes"), ("hundred", "hundreds")],
)
def test_the_plural_changes_the_last_word(spoken: str, many: str) -> None:
    assert numerals.plural(spoken) == many
