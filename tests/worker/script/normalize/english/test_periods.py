from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3Q22", "the third quarter of twenty two"),
        (
            "In 4Q20 and 1Q21 sales fell",
            "In the fourth quarter of twenty and the first quarter of twenty one sales fell",
        ),
        ("its 2Q23 profit", "its second quarter of twenty three profit"),
        (
            "1H23 and 2H 2024",
            "the first half of twenty three and the second half of twenty twenty four",
        ),
        ("1Q'23", "the first quarter of twenty three"),
        ("5Q22", "five Q twenty two"),
    ],
)
def test_quarters_and_halves_of_a_year_are_spoken(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("FY2020-22", "FY twenty twenty to twenty two"),
        ("FY21-22", "FY twenty one to twenty two"),
        ("FY2023", "FY twenty twenty three"),
    ],
)
def test_ranges_of_financial_years_have_a_to(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
