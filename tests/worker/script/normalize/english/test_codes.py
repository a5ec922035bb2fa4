from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("MP3, H1N1 and i7", "MP three, H one N one and I seven"),
        ("an A350-900", "an A three fifty nine hundred"),
        ("4Motion and 1080p", "four Motion and ten eighty P"),
        ("CO2 and H₂O", "C.O. two and H two O"),
        ("BT-7274", "BT seven thousand two hundred seventy four"),
    ],
)
def test_letters_and_digits_are_separated(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("ILC2s", "ILC twos"),
    ],
)
def test_codes_have_plurals(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("0x80 and 0xFF", "zero X eighty and zero X FF"),
    ],
)
def test_hexadecimal_numbers_are_spoken_by_their_digits(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("C# and F#", "C sharp and F sharp"),
        ("B♭ and F♯", "B flat and F sharp"),
    ],
)
def test_a_sharp_is_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
