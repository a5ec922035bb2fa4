from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("6'2\" tall", "six foot two tall"),
        ("5 ft 11 in", "five foot eleven"),
        ('a 12" record', "a twelve inch record"),
        ('"in 1912"', "in nineteen twelve"),
        ("12'6\" or 8' x 10'", "twelve foot six or eight feet by ten feet"),
    ],
)
def test_feet_and_inches_are_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("4x4 and 2 × 3", "four by four and two by three"),
        ("8-1/2 x 11", "eight and a half by eleven"),
        ("3 × 4 = 12", "three times four equals twelve"),
        ("2 × 10^30", "two times ten to the power of thirty"),
        ("two 2x4s", "two two by fours"),
        ("2x2=4", "two times two equals four"),
    ],
)
def test_dimensions_are_spoken_with_by(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("9st 7lb and 12st", "nine stone seven and twelve stone"),
    ],
)
def test_stones_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
