"""Runs work in native threads, so that it does not hold up the event loop of the web process."""

import logging
from collections.abc import Callable, Sequence
from contextvars import copy_context
from functools import cache
from typing import Any, TypeVar

from gevent import get_hub
from gevent.monkey import get_original, is_module_patched
from gevent.pool import Pool
from gevent.threadpool import ThreadPool

log = logging.getLogger(__name__)

T = TypeVar("T")

_STORE_THREADS = 32
"""Requests to the store at a time. They have threads of their own: a store that does not answer
must not delay the database."""

_AT_ONCE = 4
"""Requests of one reader at a time. Threads that compute compete with the loop."""

_thread_id: Callable[[], int] = get_original("_thread", "get_ident")
_main_thread = _thread_id()


def run_in_thread(work: Callable[[], T]) -> T:
    """Return what `work` returns, or raise what it raises. Other requests go on meanwhile.

    Its lines of the log name the request. Outside the web process, which gevent has patched, and in
    another thread than that of its loop, the work is done here.
    """
    if not _is_in_loop():
        return work()
    return _apply(get_hub().threadpool, work)


def run_store_request(work: Callable[[], T]) -> T:
    """Do the same with a request to the store, in threads of its own."""
    if not _is_in_loop():
        return work()
    return _apply(_store_threads(), work)


def run_store_requests(works: Sequence[Callable[[], T]]) -> list[T]:
    """Return what each `work` returns, in their order. Each makes requests to the store."""
    if not _is_in_loop():
        return [work() for work in works]
    found: list[T] = Pool(_AT_ONCE).map(run_store_request, works)
    return found


def _apply(pool: ThreadPool, work: Callable[[], T]) -> T:
    context = copy_context()
    results: list[T] = []

    def attempt() -> BaseException | None:
        # gevent would write a traceback of every error that leaves the thread to stderr.
        try:
            results.append(context.run(work))
        except BaseException as error:  # noqa: BLE001  # raised again in the greenlet
            return error
        return None

    if (error := pool.apply(attempt)) is not None:
        raise error
    return results[0]


def _is_in_loop() -> bool:
    return is_module_patched("threading") and _thread_id() == _main_thread


@cache
def _store_threads() -> ThreadPool:
    return ThreadPool(_STORE_THREADS)


def log_uncaught_errors() -> None:
    """Log errors that end a greenlet, which gevent would write to stderr as they are."""

    def write(context: Any, kind: type[BaseException], error: Any, trace: Any) -> None:
        log.error("uncaught %s in %r", kind.__name__, context, exc_info=error)

    get_hub().print_exception = write
