import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial

import pytest

from worker.prefetch import THREAD_NAME, run_ordered


class Crew:
    """Tasks that record how many run. Each but the first waits until `together` of them run."""

    def __init__(self, together: int = 1) -> None:
        self.begun: list[int] = []
        self.max_running = self._running = 0
        self._lock = threading.Lock()
        self._meet = threading.Barrier(together, timeout=180)

    def tasks(self, count: int) -> list[Callable[[], int]]:
        return [partial(self.work, number) for number in range(count)]

    def work(self, number: int) -> int:
        with self._lock:
            self.begun.append(number)
            self._running += 1
            self.max_running = max(self.max_running, self._running)
        if number:
            self._meet.wait()
        with self._lock:
            self._running -= 1
        return number


@pytest.mark.parametrize("concurrency", [1, 2, 3])
def test_results_come_in_order(concurrency: int) -> None:
    crew = Crew()
    assert list(run_ordered(crew.tasks(10), concurrency)) == list(range(10))
    assert sorted(crew.begun) == list(range(10))
    assert crew.max_running <= concurrency


def test_as_many_tasks_run_as_the_concurrency_allows() -> None:
    crew = Crew(together=3)
    assert list(run_ordered(crew.tasks(7), 3)) == list(range(7))
    assert crew.max_running == 3


def test_a_crowd_gets_one_task_at_a_time_and_the_others_when_it_has_gone() -> None:
    alone, together = Crew(), Crew(together=2)
    assert list(run_ordered(alone.tasks(7), 3, is_crowded=lambda: True)) == list(range(7))
    assert alone.max_running == 1
    crowd = iter([True])
    results = run_ordered(
        [*alone.tasks(2), *together.tasks(5)[1:]], 2, is_crowded=lambda: next(crowd, False)
    )
    assert list(results) == [0, 1, 1, 2, 3, 4]
    assert together.max_running == 2


def test_the_first_task_runs_alone() -> None:
    crew = Crew()
    with closing(run_ordered(crew.tasks(5), 2)) as results:
        assert next(results) == 0
        assert crew.begun == [0]


def test_no_tasks_give_no_results() -> None:
    assert list(run_ordered(Crew().tasks(0), 2)) == []


def test_an_error_is_raised_in_place_of_its_result() -> None:
    tasks = Crew().tasks(6)
    tasks[3] = partial(int, "three")
    results = run_ordered(tasks, 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)


@pytest.mark.parametrize("concurrency", [1, 2])
def test_while_waiting_is_called_until_there_is_a_result(concurrency: int) -> None:
    calls: list[int] = []
    ready = threading.Event()

    def task() -> bool:
        return ready.wait(180)

    def while_waiting() -> None:
        calls.append(len(calls))
        if len(calls) == 2:
            ready.set()

    assert list(run_ordered([task] * 3, concurrency, while_waiting)) == [True] * 3
    assert len(calls) >= 2


def test_stopped_while_waiting_it_leaves_running_tasks_to_daemon_threads() -> None:
    never = threading.Event()
    is_first_done = False

    def stop() -> None:
        if is_first_done:  # on a slow machine, the first task is waited for too
            raise KeyboardInterrupt

    results = run_ordered([never.is_set, *[never.wait] * 5], 3, stop)
    assert next(results) is False
    is_first_done = True
    with pytest.raises(KeyboardInterrupt):
        next(results)
    left = [thread for thread in threading.enumerate() if thread.name == THREAD_NAME]
    assert len(left) == 3
    assert all(thread.daemon for thread in left)
    never.set()
    for thread in left:
        thread.join()


def test_tasks_that_have_not_begun_are_dropped_when_it_is_closed() -> None:
    crew = Crew()
    results = run_ordered(crew.tasks(100), 2)
    next(results), next(results)
    results.close()
    assert len(crew.begun) < 10
    assert not [thread for thread in threading.enumerate() if thread.name == THREAD_NAME]
