from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("51°30′N 0°7′W", "fifty one degrees thirty minutes north zero degrees seven minutes west"),
        ("37°46'30.5\"", "thirty seven degrees forty six minutes thirty point five seconds"),
        ("1° 01′ 00″", "one degree one minute zero seconds"),
    ],
)
def test_parts_of_a_degree_are_named(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("at 25.4N, 80.1W", "at twenty five point four north, eighty point one west"),
    ],
)
def test_coordinates_have_directions(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
