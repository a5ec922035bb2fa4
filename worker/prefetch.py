"""Runs tasks ahead of their consumer, several at a time, and yields their results in order.

The first task runs alone, because a reader waits for it: it has the machine to itself. The next
ones run while the consumer handles earlier results.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, wait
from itertools import islice
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

THREAD_NAME = "prefetch"
_POLL_SECONDS = 0.5


def run_ordered(
    tasks: Iterable[Callable[[], T]],
    concurrency: int,
    while_waiting: Callable[[], None] | None = None,
    is_crowded: Callable[[], bool] = lambda: False,
) -> Generator[T]:
    """Yield the result of each task. After the first, up to `concurrency` tasks run at a time.

    The second task is not asked for before the first result was taken.

    No second task is started while `is_crowded` returns True: others then want the processors, and
    whoever ends this early waits for one task only.

    `while_waiting` is for tasks that wait for other machines. It is called every 0.5 s while a
    result is missing, and may raise to stop.

    An error of a task is raised in place of its result. When the generator is closed early, tasks
    that have not started are dropped. It waits for those that have, unless `while_waiting` is set:
    then they finish in daemon threads, which do not keep the process alive.
    """
    if concurrency == 1 and while_waiting is None:
        yield from (task() for task in tasks)
        return
    remaining = iter(tasks)
    for task in islice(remaining, 1):
        yield _result(_start(task), while_waiting)
    running = deque[Future[T]]()

    def start_more() -> None:
        limit = 1 if is_crowded() else concurrency
        running.extend(map(_start, islice(remaining, max(0, limit - len(running)))))

    try:
        start_more()
        while running:
            result = _result(running[0], while_waiting)
            running.popleft()
            start_more()
            yield result
    finally:
        if while_waiting is None:
            wait(running)


def _start(task: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(task())
        except BaseException as error:  # noqa: BLE001  # raised again by `_result`
            future.set_exception(error)

    Thread(target=run, name=THREAD_NAME, daemon=True).start()
    return future


def _result(future: Future[T], while_waiting: Callable[[], None] | None) -> T:
    while while_waiting is not None and not wait((future,), _POLL_SECONDS).done:
        while_waiting()
    return future.result()
