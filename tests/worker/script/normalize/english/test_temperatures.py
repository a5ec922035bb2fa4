from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("-3C or 95F", "minus three degrees Celsius or ninety five degrees Fahrenheit"),
        (
            "20-25C and a 40C day",
            "twenty to twenty five degrees Celsius and a forty degree Celsius day",
        ),
        ("gate 12C, iPhone 5C, a 6C", "gate twelve C, iPhone five C, a six C"),
        (
            "350 deg. F or 20 degrees C",
            "three hundred fifty degrees Fahrenheit or twenty degrees Celsius",
        ),
        ("the 12F bus and the 30C heat", "the twelve F bus and the thirty degree Celsius heat"),
    ],
)
def test_a_temperature_may_lack_the_degree_sign(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken
