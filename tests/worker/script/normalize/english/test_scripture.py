from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "John 3:16 and Ps. 119:105",
            "John three sixteen and Psalm one hundred nineteen one hundred five",
        ),
        ("1 Cor. 13:4-7", "First Corinthians thirteen four to seven"),
        ("Matt 5:3–12.", "Matthew five three to twelve."),
        ("Qur'an 2:255", "Qur'an two two hundred fifty five"),
        ("Gen 1:1–2:3", "Genesis one one to two three"),
    ],
)
def test_chapter_and_verse_follow_the_book(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2 Kings 4 and 2 Tim. 3", "Second Kings four and Second Timothy three"),
        ("2 Kings met", "two Kings met"),
    ],
)
def test_a_book_may_have_a_number(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Max 3:16", "Max three sixteen"),
    ],
)
def test_other_names_are_not_books(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
