from hypothesis import given
from hypothesis import strategies as st

from listen.publishing.change_time import (
    SECOND,
    change_time,
    end_of_second,
    iso_8601,
    microseconds,
)

TIMES = st.integers(0, 4_000_000_000 * SECOND)
SECONDS = st.integers(0, 4_000_000_000).map(lambda second: SECOND * second)


@given(saved=TIMES | SECONDS, sent=TIMES)
def test_the_time_is_in_the_second_of_saving_and_not_after_sending(saved: int, sent: int) -> None:
    time = change_time(saved, sent)
    assert time <= sent
    assert time == sent or time // SECOND == saved // SECOND


@given(second=SECONDS, delays=st.lists(st.integers(0, 10**12)))
def test_within_a_second_the_order_is_that_of_sending(second: int, delays: list[int]) -> None:
    times = [change_time(second, second + delay) for delay in sorted(delays)]
    assert times == sorted(times)


def test_delays_of_a_minute_are_told_apart_to_the_millisecond() -> None:
    times = [change_time(0, 1000 * delay) for delay in range(0, 30_000)]
    assert len({*times}) == len(times)


@given(TIMES)
def test_dates_are_read_as_they_are_written(time: int) -> None:
    assert microseconds(iso_8601(time)) == time // SECOND * SECOND
    assert end_of_second(time) == time // SECOND * SECOND + 999_999
