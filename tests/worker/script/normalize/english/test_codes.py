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


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("802.11ax", "eight oh two dot eleven AX"),
        ("802.11b/g/n", "eight oh two dot eleven B G N"),
        ("WiFi (802.11)", "WiFi (eight oh two dot eleven)"),
        ("802.3af", "eight oh two dot three AF"),
    ],
)
def test_standards_of_the_ieee_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("my6sense's plan", "my six sense's plan"),
        ("5G's arrival", "five G's arrival"),
        ("the F-16's engine", "the F sixteen's engine"),
        ("the A380's wings", "the A three eighty's wings"),
        ("U2's album", "U two's album"),
        ("2023's best", "twenty twenty three's best"),
        ("COVID-19's toll", "Covid nineteen's toll"),
        ("G7's leaders", "G seven's leaders"),
        ("the 1990's", "the nineteen nineties"),
    ],
)
def test_possessives_of_codes_are_kept(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


def test_an_s_after_a_code_with_a_small_letter_is_no_plural(verbalize: Verbalize) -> None:
    assert (
        verbalize("k8s and s2s, F16s and mp3s") == "K eight S and S two S, F sixteens and MP threes"
    )
