from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("x >= 3", "x is greater than or equal to three"),
        ("y <= 4", "y is less than or equal to four"),
        ("a != b", "a is not equal to b"),
        ("a == b", "a equals b"),
        ("x < 3 and y > 4", "x is less than three and y is greater than four"),
        ("n ≥ 30", "n is greater than or equal to thirty"),
        ("i += 1", "i plus equals one"),
        ("x -> y", "x to y"),
        ("a && b || c", "a and b or c"),
        ("x ∈ A ∪ B", "x in A union B"),
    ],
)
def test_comparisons_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("patients aged >= 65", "patients aged at least sixty five"),
        ("a score of >=80", "a score of at least eighty"),
        ("aged ≤ 5", "aged at most five"),
    ],
)
def test_comparisons_with_an_amount_are_spoken(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2*3*4 = 24", "two times three times four equals twenty four"),
        ("3·4", "three times four"),
        ("2**10", "two to the power of ten"),
        ("y = 3x - 5", "y equals three x minus five"),
    ],
)
def test_multiplications_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
