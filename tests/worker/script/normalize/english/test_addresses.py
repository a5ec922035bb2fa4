from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2755 Oak Hill Pkwy, Redwood", "twenty seven fifty five Oak Hill Parkway, Redwood"),
        ("503 W 2nd Ave, Lakeside", "five zero three West second Avenue, Lakeside"),
        ("at 1600 Pennsylvania Ave. NW", "at sixteen hundred Pennsylvania Avenue Northwest"),
    ],
)
def test_house_numbers_are_spoken_in_pairs(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Springfield, IL 62701", "Springfield, Illinois six two seven zero one"),
        ("Austin, TX, is", "Austin, Texas, is"),
    ],
)
def test_states_and_zip_codes_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("on Elm St.", "on Elm Street."),
        (
            "St. John's on St. James St. in St. Louis",
            "Saint John's on Saint James Street in Saint Louis",
        ),
        ("Doctor Dr.", "Doctor Drive."),
    ],
)
def test_a_street_is_not_a_saint(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("221B Baker St.", "two twenty one B Baker Street."),
    ],
)
def test_a_house_number_may_have_a_letter(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Jane Doe, MBA, PA, and John Doe, MD", "Jane Doe, MBA, PA, and John Doe, MD"),
        ("Well, OK, go to Tulsa, OK.", "Well, OK, go to Tulsa, Oklahoma."),
    ],
)
def test_other_capitals_are_not_states(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("on W. 5th St. now", "on West fifth Street now"),
    ],
)
def test_directions_with_a_dot_are_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
