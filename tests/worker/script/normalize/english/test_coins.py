from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("50¢ and a 5¢ coin", "fifty cents and a five cent coin"),
        ("545¢/bu", "five hundred forty five cents per bushel"),
        ("35c beats $0.30, section 5c", "thirty five cents beats thirty cents, section five C"),
    ],
)
def test_cents_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "145.9p, 5-10p and 1p",
            "one hundred forty five point nine pence, five to ten pence and one penny",
        ),
        ("12p/kWh", "twelve pence per kilowatt hour"),
        ("2s 6d", "two shillings and six pence"),
        ("1s. 6d. in change", "one shilling and six pence in change"),
    ],
)
def test_pence_are_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1080p, page 5p", "ten eighty P, page five P"),
    ],
)
def test_other_letters_are_not_pence(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
