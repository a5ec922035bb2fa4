from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("(212) 555-0123", "two one two, five five five, zero one two three"),
        ("+44 20 7946 0958", "plus four four, two zero, seven nine four six, zero nine five eight"),
        ("1-800-555-0199", "one, eight hundred, five five five, zero one nine nine"),
        ("555-0142", "five five five, zero one four two"),
        ("020 7946 0958", "zero two zero, seven nine four six, zero nine five eight"),
    ],
)
def test_numbers_are_spoken_in_groups(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1-800-GO-HOME", "one, eight hundred, GO HOME"),
    ],
)
def test_words_in_phone_numbers_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("078-05-1120", "zero seven eight, zero five, one one two zero"),
    ],
)
def test_other_grouped_numbers_are_spoken_like_phone_numbers(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("+33 1 23 45 67", "plus three three, one, two three, four five, six seven"),
        ("+91 98765 43210", "plus nine one, nine eight seven six five, four three two one zero"),
        ("+14155552671", "plus one four one five five five five two six seven one"),
        ("0800 1111", "zero eight zero zero, one one one one"),
        ("(0161) 496 0000", "zero one six one, four nine six, zero zero zero zero"),
    ],
)
def test_international_numbers_are_spoken_in_groups(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("+211 seats", "plus two hundred eleven seats"),
    ],
)
def test_a_sum_is_not_a_phone_number(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "555-123-4567 x12",
            "five five five, one two three, four five six seven, extension one two",
        ),
    ],
)
def test_an_extension_is_named(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "ISBN 978-3-16-148410-X",
            "ISBN nine seven eight, three, one six, one four eight four one zero, X",
        ),
        (
            "4111 1111 1111 1111",
            "four one one one, one one one one, one one one one, one one one one",
        ),
        ("ISSN 2049-3630", "ISSN two zero four nine, three six three zero"),
    ],
)
def test_long_groups_with_hyphens_are_spoken_digit_by_digit(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken
