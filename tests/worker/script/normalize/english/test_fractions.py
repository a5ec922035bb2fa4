from collections.abc import Callable

import pytest

Said = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2, 1/4 and 2/3", "one half, one quarter and two thirds"),
        ("7/8ths of it", "seven eighths of it"),
        ("½ or ⅜", "one half or three eighths"),
    ],
)
def test_fractions_are_said_as_parts(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3 1/4", "three and one quarter"),
        ("2½ cups", "two and a half cups"),
        ("1 1/2 miles", "one and a half miles"),
    ],
)
def test_a_whole_number_before_them_is_added(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1/2 kg", "one half kilogram"),
        ("3½ km", "three and a half kilometers"),
        ("1/4 cup", "one quarter cup"),
    ],
)
def test_units_follow_them(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("24/7 since 9/11", "twenty four seven since nine eleven"),
        ("50/50", "fifty fifty"),
        ("rated 4/5", "rated four out of five"),
        ("0/5", "zero five"),
    ],
)
def test_other_pairs_of_numbers_are_not_fractions(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken
