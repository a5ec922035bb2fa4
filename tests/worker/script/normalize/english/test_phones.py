from collections.abc import Callable

import pytest

Said = Callable[[str], str]


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
def test_numbers_are_said_in_groups(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1-800-GO-HOME", "one, eight hundred, GO HOME"),
    ],
)
def test_words_in_them_are_said(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("078-05-1120", "zero seven eight, zero five, one one two zero"),
    ],
)
def test_other_numbers_in_groups_are_said_like_them(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken
