from collections.abc import Callable

import pytest

Said = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2755 Oak Hill Pkwy, Redwood", "twenty seven fifty five Oak Hill Parkway, Redwood"),
        ("503 W 2nd Ave, Lakeside", "five zero three West second Avenue, Lakeside"),
        ("at 1600 Pennsylvania Ave. NW", "at sixteen hundred Pennsylvania Avenue NW"),
    ],
)
def test_house_numbers_are_read_in_pairs(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Springfield, IL 62701", "Springfield, Illinois six two seven zero one"),
        ("Austin, TX, is", "Austin, Texas, is"),
    ],
)
def test_states_and_codes_are_said(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


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
def test_a_street_is_no_saint(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("221B Baker St.", "two twenty one B Baker Street."),
    ],
)
def test_a_letter_may_belong_to_the_number_of_the_house(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Jane Doe, MBA, PA, and John Doe, MD", "Jane Doe, MBA, PA, and John Doe, MD"),
        ("Well, OK, go to Tulsa, OK.", "Well, OK, go to Tulsa, Oklahoma."),
    ],
)
def test_not_all_that_looks_like_a_state_is_one(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("on W. 5th St. now", "on West fifth Street now"),
    ],
)
def test_ways_with_a_dot_are_said_in_full(said: Said, text: str, spoken: str) -> None:
    assert said(text) == spoken
