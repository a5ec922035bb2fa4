import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial

import pytest

from worker.prefetch import in_order


class Crew:
    """Tasks that note who is at work; from the second on they wait until `together` of them are."""

    def __init__(self, together: int = 1) -> None:
        self.begun: list[int] = []
        self.most = self._working = 0
        self._lock = threading.Lock()
        self._meet = threading.Barrier(together, timeout=30)

    def tasks(self, count: int) -> list[Callable[[], int]]:
        return [partial(self.work, number) for number in range(count)]

    def work(self, number: int) -> int:
        with self._lock:
            self.begun.append(number)
            self._working += 1
            self.most = max(self.most, self._working)
        if number:
            self._meet.wait()
        with self._lock:
            self._working -= 1
        return number


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_results_come_in_order(at_once: int) -> None:
    crew = Crew()
    assert list(in_order(crew.tasks(10), at_once)) == list(range(10))
    assert sorted(crew.begun) == list(range(10))
    assert crew.most <= at_once


def test_as_many_as_allowed_run_at_once() -> None:
    crew = Crew(together=3)
    assert list(in_order(crew.tasks(7), 3)) == list(range(7))
    assert crew.most == 3


def test_the_first_runs_alone() -> None:
    crew = Crew()
    with closing(in_order(crew.tasks(5), 2)) as results:
        assert next(results) == 0
        assert crew.begun == [0]


def test_there_may_be_nothing_to_do() -> None:
    assert list(in_order(Crew().tasks(0), 2)) == []


def test_an_error_comes_when_its_turn_does() -> None:
    tasks = Crew().tasks(6)
    tasks[3] = partial(int, "three")
    results = in_order(tasks, 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)


@pytest.mark.parametrize("at_once", [1, 2])
def test_while_it_waits_it_asks_whether_to_go_on(at_once: int) -> None:
    calls: list[int] = []
    ready = threading.Event()

    def task() -> bool:
        return ready.wait(20)

    def while_waiting() -> None:
        calls.append(len(calls))
        if len(calls) == 2:
            ready.set()

    assert list(in_order([task] * 3, at_once, while_waiting)) == [True] * 3
    assert calls == [0, 1]


def test_stopped_while_it_waits_it_leaves_what_has_begun() -> None:
    never = threading.Event()

    def stop() -> None:
        raise KeyboardInterrupt

    results = in_order([never.is_set, *[never.wait] * 5], 3, stop)
    assert next(results) is False
    with pytest.raises(KeyboardInterrupt):
        next(results)
    left = [thread for thread in threading.enumerate() if thread.name == "speaking"]
    assert len(left) == 3
    assert all(thread.daemon for thread in left)
    never.set()
    for thread in left:
        thread.join()


def test_what_has_not_begun_is_dropped_when_it_is_closed() -> None:
    crew = Crew()
    results = in_order(crew.tasks(100), 2)
    next(results), next(results)
    results.close()
    assert len(crew.begun) < 10
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("speaking")]
