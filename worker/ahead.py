"""Several segments at once, and what comes of them in their order.

A reader waits for the first, so it has the machine for itself; while one is heard, the next are
spoken beside it.
"""

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def in_order(tasks: Sequence[Callable[[], T]], at_once: int) -> Generator[T]:
    """What each task gives; from the second on, up to `at_once` of them run in threads.

    Raises what a task raises when its turn comes. Closed early, it drops the tasks that have not
    begun and waits for those that have.
    """
    if at_once == 1:
        yield from (task() for task in tasks)
        return
    yield from (task() for task in tasks[:1])
    begun: deque[Future[T]] = deque()
    with ThreadPoolExecutor(at_once, thread_name_prefix="speaking") as threads:
        try:
            for task in tasks[1:]:
                begun.append(threads.submit(task))
                if len(begun) > at_once:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
