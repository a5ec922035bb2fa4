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


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Boise, Idaho 83702 is", "Boise, Idaho eight three seven zero two is"),
        ("Austin, Texas, 78701", "Austin, Texas, seven eight seven zero one"),
        ("Washington, D.C. 20500", "Washington, DC two zero five zero zero"),
        ("Albany, N.Y. 12207", "Albany, New York one two two zero seven"),
        ("Portland, Ore. 97201", "Portland, Oregon nine seven two zero one"),
        ("Santa Clara, CA, 95051", "Santa Clara, California, nine five zero five one"),
        (
            "Raleigh, NC 27601-1234",
            "Raleigh, North Carolina two seven six zero one, one two three four",
        ),
        ("In Texas 25000 people", "In Texas twenty five thousand people"),
        ("in Austin, Texas 25000 people", "in Austin, Texas twenty five thousand people"),
    ],
)
def test_zip_codes_follow_a_state(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("12 Pine St NW, Salem", "twelve Pine Street Northwest, Salem"),
        ("1005 Oak Dr", "ten oh five Oak Drive"),
    ],
)
def test_directions_follow_a_street(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
