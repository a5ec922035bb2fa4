from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Mon-Fri, Thurs–Sat and Jan-Mar",
            "Monday to Friday, Thursday to Saturday and January to March",
        ),
    ],
)
def test_days_and_months_are_expanded_in_ranges(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Tues 5 Nov, Sat 7.30pm and Wed 5th",
            "Tuesday the fifth of November, Saturday seven thirty PM and Wednesday fifth",
        ),
    ],
)
def test_days_are_expanded_beside_dates_and_times(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the Sun said she Sat 3 rows away", "the Sun said she Sat three rows away"),
    ],
)
def test_other_words_are_not_days_or_months(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


def test_a_range_of_days_in_small_letters_is_named(verbalize: Verbalize) -> None:
    assert verbalize("open mon-fri") == "open Monday to Friday"
    assert verbalize("the sat-nav") == "the sat-nav"
