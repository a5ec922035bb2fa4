from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("12:45 a.m. on Monday", "twelve forty five AM on Monday"),
        ("9am ET", "nine AM Eastern Time"),
        ("at 7:05 p.m. EST", "at seven oh five PM EST"),
        ("until 5 p.m.", "until five PM."),
    ],
)
def test_am_and_pm_are_spelled(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("14:30 and 8:05", "fourteen thirty and eight oh five"),
        ("23:00", "twenty three o'clock"),
        ("0600 hours", "oh six hundred hours"),
        ("18:00Z", "eighteen hundred UTC"),
        ("from 00:00 to 24:00", "from midnight to midnight"),
    ],
)
def test_times_of_day_have_oclock(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5-7pm", "five to seven PM"),
        ("9 a.m.-5 p.m.", "nine AM to five PM."),
        ("10:30-11:30 a.m.", "ten thirty to eleven thirty AM."),
    ],
)
def test_times_form_ranges(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2:03:59", "two hours three minutes fifty nine seconds"),
        ("0:00:00", "zero seconds"),
        ("3h 20m or 3hrs 20mins", "three hours twenty minutes or three hours twenty minutes"),
        ("a 2h 5m film", "a two hour five minute film"),
        ("5h 34m 32s", "five hours thirty four minutes thirty two seconds"),
        ("12m 30.5s", "twelve minutes thirty point five seconds"),
        ("in 1:43.21", "in one minute forty three point two one seconds"),
        ("26:01.00", "twenty six minutes one point zero zero seconds"),
        ("2h44 at 17h30", "two forty four at seventeen thirty"),
    ],
)
def test_durations_name_their_parts(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("16:9", "sixteen to nine"),
        ("50:50", "fifty fifty"),
        ("1:2:1", "one to two to one"),
        ("in 38:05, but 60:40", "in thirty eight oh five, but sixty to forty"),
        ("2.39:1", "two point three nine to one"),
        (
            "43:12 and 70:30 at UTC-05:00",
            "forty three twelve and seventy to thirty at UTC minus five",
        ),
    ],
)
def test_other_pairs_are_ratios(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("at 16:00 GMT", "at sixteen hundred GMT"),
        ("from 14:00 to 16:00", "from fourteen hundred to sixteen hundred"),
        ("doors open 19:00", "doors open nineteen hundred"),
        ("at 9:00", "at nine o'clock"),
    ],
)
def test_a_full_hour_after_noon_is_hundred(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("10:00:05 a.m. today", "ten hours zero minutes and five seconds AM today"),
        ("at 12:45:30 PM PST", "at twelve hours forty five minutes and thirty seconds PM PST"),
        (
            "1:31:44.742 for the race",
            "one hour thirty one minutes forty four point seven four two seconds for the race",
        ),
        ("2:30:00", "two hours thirty minutes zero seconds"),
        ("00:05:10", "five minutes ten seconds"),
    ],
)
def test_a_time_to_the_second_names_its_parts(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("open 9:30-11", "open nine thirty to eleven"),
        ("from 9:00-5 daily", "from nine to five daily"),
        ("9:30-11 a.m.", "nine thirty to eleven AM."),
        ("in 5:10-12", "in five ten to twelve"),
    ],
)
def test_a_time_may_end_with_a_full_hour(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
