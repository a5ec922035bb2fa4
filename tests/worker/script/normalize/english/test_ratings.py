from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("★★★★☆ or ★★★", "four out of five stars or three stars"),
        ("★★★½", "three and a half stars"),
    ],
)
def test_stars_are_counted(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a 5★ hotel with 4★", "a five star hotel with four stars"),
    ],
)
def test_stars_after_a_number_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
