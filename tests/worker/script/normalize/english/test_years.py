from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("in 1066, 1805 and 1900", "in ten sixty six, eighteen oh five and nineteen hundred"),
        ("since 2005 and 2025", "since two thousand five and twenty twenty five"),
        ("nearly 1945 men", "nearly one thousand nine hundred forty five men"),
        ("1945 votes", "one thousand nine hundred forty five votes"),
        (
            "2395 of 5280",
            "two thousand three hundred ninety five of five thousand two hundred eighty",
        ),
        ("by 2150", "by twenty one fifty"),
    ],
)
def test_four_digits_are_a_year_unless_they_count_something(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1500 people", "fifteen hundred people"),
    ],
)
def test_round_hundreds_are_spoken_as_hundreds(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "the 1990s, the '80s and the mid-1970s",
            "the nineteen nineties, the eighties and the mid nineteen seventies",
        ),
        ("the 2000s and 2010s", "the two thousands and twenty tens"),
        ("the 1920's", "the nineteen twenties"),
        ("early 1980 s", "early nineteen eighties"),
    ],
)
def test_decades_are_plural(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("two F-16s and 747s", "two F sixteens and seven forty sevens"),
        ("Part 2's end", "Part two's end"),
    ],
)
def test_other_numbers_with_an_s_are_plural(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the summer of '69 and '05", "the summer of sixty nine and oh five"),
    ],
)
def test_a_short_year_follows_an_apostrophe(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("44 BC and 340 A.D. there", "forty four BC and three forty AD there"),
        ("in 10,000 B.C.", "in ten thousand BC."),
    ],
)
def test_eras_are_spelled(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1990–95", "nineteen ninety to ninety five"),
        ("1914-1918", "nineteen fourteen to nineteen eighteen"),
        ("2005-06", "two thousand five to oh six"),
        ("2024/25", "twenty twenty four twenty five"),
    ],
)
def test_years_form_ranges_and_seasons(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("500–300 BC", "five hundred to three hundred BC"),
        ("the 5th c. BC", "the fifth century BC"),
        ("in the '00s", "in the two thousands"),
    ],
)
def test_eras_may_have_ranges(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("in 10s and T+45s", "in ten seconds and T plus forty five seconds"),
        (
            "in 1990s Britain and in '80s films",
            "in nineteen nineties Britain and in eighties films",
        ),
        (
            "took 30s, but 70s style in 60s films",
            "took thirty seconds, but seventies style in sixties films",
        ),
    ],
)
def test_seconds_are_not_a_decade(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "100s of people and 10,000s of miles",
            "hundreds of people and tens of thousands of miles",
        ),
    ],
)
def test_large_round_numbers_are_plural(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
