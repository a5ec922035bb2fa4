from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3bn trees", "three billion trees"),
        ("10k-20k users", "ten thousand to twenty thousand users"),
        ("5.5m people", "five point five million people"),
        ("1.5m km away", "one point five million kilometers away"),
        (
            "83.9m users, up from 79.2m",
            "eighty three point nine million users, up from seventy nine point two million",
        ),
        ("1.5m in 2023", "one point five million in twenty twenty three"),
        ("a 1.5m wall", "a one point five meter wall"),
        (
            "up from 2.1m to 3.2m last year",
            "up from two point one million to three point two million last year",
        ),
        ("last year 5m people and Flat 5M", "last year five million people and Flat five M"),
    ],
)
def test_abbreviated_scales_are_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a 4K screen", "a four K screen"),
        ("a 10k run", "a ten K run"),
        ("3M tape", "three M tape"),
        ("Flat 3B and row 12K", "Flat three B and row twelve K"),
        ("a T-90M", "a T ninety M"),
        ("ran 10K in a 6500K light", "ran ten K in a sixty five hundred K light"),
        ("a 2m rule for 5m people", "a two meter rule for five million people"),
    ],
)
def test_other_letters_after_a_number_are_not_scales(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1.6E-19", "one point six times ten to the power of minus nineteen"),
        ("1e6, but 6E2", "one times ten to the power of six, but six E two"),
    ],
)
def test_exponents_are_spoken_as_powers_of_ten(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1,5 million, but 1,500", "one point five million, but one thousand five hundred"),
    ],
)
def test_decimals_may_have_a_comma(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
