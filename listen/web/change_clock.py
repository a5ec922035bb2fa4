"""The time at which a change was accepted, which decides which of two saves is the last one."""

import time
from collections.abc import Iterator


def change_time() -> int:
    """Return the time in microseconds since 1970: later than that of every earlier call."""
    return next(_times)


def _count() -> Iterator[int]:
    last = 0
    while True:
        last = max(last + 1, time.time_ns() // 1000)
        yield last


_times = _count()
