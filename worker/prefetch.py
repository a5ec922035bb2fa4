"""Several segments at once, and what comes of them in their order.

A reader waits for the first, so it has the machine for itself; while one is heard, the next are
spoken beside it.
"""

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, wait
from itertools import islice
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

_INTERVAL = 0.5


def in_order(
    tasks: Sequence[Callable[[], T]],
    at_once: int,
    while_waiting: Callable[[], None] | None = None,
) -> Generator[T]:
    """What each task gives; from the second on, up to `at_once` of them run at the same time.

    `while_waiting` is for tasks that wait for others themselves: it is called every half second
    that a result is not there, and may raise to stop.

    Raises what a task raises when its turn comes. Closed early, it drops the tasks that have not
    begun and waits for those that have; but with `while_waiting` it leaves them to their threads,
    which do not keep a process alive.
    """
    if at_once == 1 and while_waiting is None:
        yield from (task() for task in tasks)
        return
    for task in tasks[:1]:
        yield _result(_begin(task), while_waiting)
    rest = iter(tasks[1:])
    begun = deque(map(_begin, islice(rest, at_once)))
    try:
        while begun:
            result = _result(begun[0], while_waiting)
            begun.popleft()
            begun.extend(map(_begin, islice(rest, 1)))
            yield result
    finally:
        if while_waiting is None:
            wait(begun)


def _begin(task: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(task())
        except BaseException as error:  # noqa: BLE001  # raised where the result is asked for
            future.set_exception(error)

    Thread(target=run, name="speaking", daemon=True).start()
    return future


def _result(future: Future[T], while_waiting: Callable[[], None] | None) -> T:
    while while_waiting is not None and not wait((future,), _INTERVAL).done:
        while_waiting()
    return future.result()
