"""Downloads that count, and those that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.plays import download_memory
from listen.plays.download_memory import DAY, DownloadMemory

LISTENER = ("192.0.2.1", "App/1.0", "news", "a")


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memory(clock: Clock) -> DownloadMemory:
    return DownloadMemory(clock)


def test_a_download_counts_once_in_24_hours(memory: DownloadMemory, clock: Clock) -> None:
    counted = []
    for hours in (0, 1, 23.9, 24.1, 25, 48, 48.2, 200, 201):
        clock.now = 1000 + hours * 3600
        counted.append(memory.add(LISTENER, range(100), 100))
    assert counted == [True, False, False, True, False, False, True, True, False]


@pytest.mark.parametrize("began", [0.0, 0.3, 0.7, 0.999])
def test_the_24_hours_begin_with_the_request_and_not_with_a_day(
    memory: DownloadMemory, clock: Clock, began: float
) -> None:
    clock.now += began * DAY
    assert memory.add(LISTENER, range(100), 100)
    clock.now += DAY - 1
    assert not memory.add(LISTENER, range(100), 100)
    clock.now += 2
    assert memory.add(LISTENER, range(100), 100)


def test_another_address_user_agent_or_episode_is_another_listener(memory: DownloadMemory) -> None:
    for part in range(4):
        listener = tuple("x" if part == number else each for number, each in enumerate(LISTENER))
        assert memory.add(listener, range(100), 100)
    assert memory.add(("192.0.2.1", "App/1.0n", "ews", "a"), range(100), 100)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 40)), max_size=12))
def test_the_bytes_of_several_requests_are_counted_once_each(parts: list[tuple[int, int]]) -> None:
    memory, received, is_counted = DownloadMemory(), set[int](), False
    for start, length in parts:
        window = range(start, start + length)
        received |= {*window}
        counts = memory.add(LISTENER, window, 60)
        assert counts == (not is_counted and len(received) >= 60)
        is_counted |= counts


def test_very_many_ranges_and_listeners_need_little_memory(
    memory: DownloadMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1000):
        memory.add(LISTENER, range(2 * number, 2 * number + 1), 10**6)
    assert len(memory._find(LISTENER).ranges) <= download_memory._MAX_RANGES
    monkeypatch.setattr(download_memory, "_MAX_LISTENERS", 10)
    for number in range(100):
        memory.add((f"192.0.2.{number}",), range(1), 10)
    assert len(memory._generations[0].downloads) == 10
