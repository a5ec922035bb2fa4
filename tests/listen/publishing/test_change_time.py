from hypothesis import given
from hypothesis import strategies as st

from listen.publishing.change_time import change_time, iso_8601, milliseconds

MILLISECONDS = st.integers(0, 4_000_000_000_000)
SECONDS = st.integers(0, 4_000_000_000).map(lambda second: 1000 * second)


@given(saved=MILLISECONDS | SECONDS, sent=MILLISECONDS)
def test_the_time_is_in_the_second_of_saving_and_not_after_sending(saved: int, sent: int) -> None:
    time = change_time(saved, sent)
    assert time <= sent
    assert time == sent or time // 1000 == saved // 1000


@given(second=SECONDS, delays=st.lists(st.integers(0, 10**7)))
def test_within_a_second_the_order_is_that_of_sending(second: int, delays: list[int]) -> None:
    times = [change_time(second, second + delay) for delay in sorted(delays)]
    assert times == sorted(times)


def test_delays_of_a_second_are_told_apart_to_five_milliseconds() -> None:
    times = [change_time(0, delay) for delay in range(0, 1000, 5)]
    assert len({*times}) == len(times)


@given(MILLISECONDS)
def test_dates_are_read_as_they_are_written(time: int) -> None:
    assert milliseconds(iso_8601(time)) == time // 1000 * 1000
