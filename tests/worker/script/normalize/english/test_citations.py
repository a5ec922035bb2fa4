from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("shift [1], even", "shift, even"),
        ("costs a lot [2] and falls", "costs a lot and falls"),
        ("men [1] and women [2, 3].", "men and women."),
        ("we have [5] apples", "we have five apples"),
    ],
)
def test_numbers_in_square_brackets_are_silent(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Trials (3-5) and others (12) support it (35).", "Trials and others support it."),
        ("reported (19,20) but others (21) disagree", "reported but others disagree"),
    ],
)
def test_numbers_in_a_series_of_brackets_are_silent(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("about (12,500) people", "about (twelve thousand five hundred) people"),
        ("the point (3,5) lies", "the point (three, five) lies"),
        ("John Smith (35) was", "John Smith (thirty five) was"),
        ("the boys (12, 14) ran", "the boys (twelve, fourteen) ran"),
        ("girls (7) and boys (9) ran", "girls (seven) and boys (nine) ran"),
    ],
)
def test_a_number_in_brackets_alone_is_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
