from collections.abc import Callable

import pytest

from worker.script.normalize.normalize import normalize

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Nov. 14", "November fourteenth"),
        ("on November 14, 2025, at noon", "on November fourteenth, twenty twenty five, at noon"),
        ("14 November 2025", "the fourteenth of November twenty twenty five"),
        ("the 9th June", "the ninth of June"),
        ("Sept 5", "September fifth"),
    ],
)
def test_months_come_first_or_second(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Oct. 7-9", "October seventh to ninth"),
        ("7–9 October", "the seventh to the ninth of October"),
    ],
)
def test_days_form_ranges(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("in Dec. 1999", "in December nineteen ninety nine"),
        ("2025-11", "November twenty twenty five"),
    ],
)
def test_a_month_may_have_a_year_only(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("11/14/2025", "November fourteenth twenty twenty five"),
        ("2025-11-14", "November fourteenth twenty twenty five"),
        ("5/6/99", "May sixth nineteen ninety nine"),
        ("11/14", "November fourteenth"),
    ],
)
def test_numeric_dates_are_american(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("31/12/1999", "the thirty first of December nineteen ninety nine"),
    ],
)
def test_a_day_over_twelve_comes_first_anywhere(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("They may 5 times march 3 miles", "They may five times march three miles"),
        ("May 3% more", "May three percent more"),
        ("45/46/47", "forty five forty six forty seven"),
    ],
)
def test_similar_numbers_are_not_dates(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2022-07-12T10:30:00Z", "July twelfth twenty twenty two at ten thirty UTC"),
        ("2022-07-12 09:00", "July twelfth twenty twenty two at nine o'clock"),
    ],
)
def test_a_time_may_follow(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("on 4/5 May", "on the fourth to the fifth of May"),
    ],
)
def test_days_may_be_joined(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("in 04/2024 on 04/07", "in April twenty twenty four on April seventh"),
    ],
)
def test_a_month_and_a_year_may_be_numbers(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("on 20/04 or 25/12", "on the twentieth of April or the twenty fifth of December"),
        ("at 13/4", "at thirteen quarters"),
    ],
)
def test_some_pairs_are_dates_where_the_day_comes_first(text: str, spoken: str) -> None:
    assert normalize(text, "en-GB").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("by 5/1, but 3/5", "by May first, but three fifths"),
    ],
)
def test_a_month_and_a_day_may_be_numbers(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Jan-15-2020", "January fifteenth twenty twenty"),
        ("on Dec-1-1999", "on December first nineteen ninety nine"),
    ],
)
def test_the_parts_of_a_date_may_be_joined_by_hyphens(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("may 5", "May fifth"),
        ("on march 3", "on March third"),
        ("friday, may 3", "friday, May third"),
        ("we may 5 times", "we may five times"),
        ("21 march", "the twenty first of March"),
    ],
)
def test_a_month_that_is_also_a_verb_needs_a_sign_of_a_date(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("with 28/7/10 points", "with twenty eight seven ten points"),
    ],
)
def test_counted_numbers_with_slashes_are_no_date(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("on 3 and 4 May", "on the third and the fourth of May"),
        ("from 3 to 5 May", "from the third to the fifth of May"),
        (
            "on 3, 4 and 5 May 2024",
            "on the third, the fourth and the fifth of May twenty twenty four",
        ),
        ("3 or 4 may come", "three or four may come"),
        ("(* 1950; † 2020)", "(born nineteen fifty; died twenty twenty)"),
    ],
)
def test_several_days_of_one_month(text: str, spoken: str) -> None:
    assert normalize(text, "en-GB").text == spoken
