"""Limits of the progress that a report may claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.plays.progress import LEVELS, MAX_SPEED, Progress, believable_progress
from listen.plays.report import EVENTS, Report

TIMES = st.floats(0, 1e6)


def progress(event: str, seconds: float, elapsed: float, duration: float | None) -> Progress:
    return believable_progress(Report("token", event, seconds), elapsed, duration)


@pytest.mark.parametrize(
    ("event", "seconds", "elapsed", "duration", "reached"),
    [
        ("load", 0, 0, 100, "loads"),
        ("load", 100, 1000, 100, "loads"),
        ("play", 0, 0, 100, "plays"),
        ("play", 24.9, 1000, 100, "quarter_25"),  # a player may miss a moment
        ("play", 23, 1000, 100, "plays"),
        ("play", 50, 1000, 100, "quarter_50"),
        ("play", 100, 1000, 100, "quarter_75"),  # its end was not reached
        ("end", 100, 1000, 100, "completions"),
        ("end", 74.5, 1000, 100, "completions"),
        ("end", 60, 1000, 100, "quarter_50"),  # it jumped to the end
        ("end", 0, 1000, 100, "plays"),
        ("end", 100, 25 / 3 - 0.01, 100, "plays"),
        ("end", 100, 25 / 3 + 0.01, 100, "quarter_25"),
        ("end", 100, 25 - 0.01, 100, "quarter_50"),
        ("end", 100, 25 + 0.01, 100, "completions"),
        ("end", 100, 1000, None, "plays"),
        ("end", 1e300, 1000, 100, "completions"),
        ("play", 1, -5, 100, "plays"),
    ],
)
def test_a_report_reaches_a_level(
    event: str, seconds: float, elapsed: float, duration: float | None, reached: str
) -> None:
    assert LEVELS[progress(event, seconds, elapsed, duration).level - 1] == reached


def test_no_second_counts_of_an_audio_without_a_duration() -> None:
    assert progress("end", 100, 1000, None) == Progress(2, 0)


@given(st.sampled_from(EVENTS), TIMES, TIMES, TIMES)
def test_nobody_hears_faster_than_the_player_plays(
    event: str, seconds: float, elapsed: float, duration: float
) -> None:
    found = progress(event, seconds, elapsed, duration)
    assert 0 <= found.seconds <= min(seconds, duration, elapsed * MAX_SPEED)
    quarters = min(found.level - 2, 3)
    assert quarters <= 0 or elapsed * MAX_SPEED >= quarters / 4 * duration


@given(st.sampled_from(EVENTS), st.sampled_from(EVENTS), TIMES, TIMES, TIMES, TIMES, TIMES)
def test_a_later_report_includes_the_earlier_one(
    event: str,
    later_event: str,
    seconds: float,
    more: float,
    elapsed: float,
    longer: float,
    duration: float,
) -> None:
    if EVENTS.index(later_event) < EVENTS.index(event):
        event, later_event = later_event, event
    first = progress(event, seconds, elapsed, duration)
    second = progress(later_event, seconds + more, elapsed + longer, duration)
    assert second.level >= first.level
    assert second.seconds >= first.seconds
