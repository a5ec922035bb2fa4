"""Runs work in a native thread, so that it does not hold up the event loop of the web process."""

from collections.abc import Callable
from typing import TypeVar

from gevent import get_hub
from gevent.monkey import is_module_patched

T = TypeVar("T")


def run_in_thread(work: Callable[[], T]) -> T:
    """Return what `work` returns, or raise what it raises. Other requests go on meanwhile.

    Outside the web process, which gevent has patched, the work is done here.
    """
    if not is_module_patched("threading"):
        return work()
    result: T = get_hub().threadpool.apply(work)
    return result
