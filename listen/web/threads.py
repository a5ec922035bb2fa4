"""Runs work in a native thread, so that it does not hold up the event loop of the web process."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar

from gevent import get_hub
from gevent.monkey import is_module_patched

log = logging.getLogger(__name__)

T = TypeVar("T")


def run_in_thread(work: Callable[[], T]) -> T:
    """Return what `work` returns, or raise what it raises. Other requests go on meanwhile.

    Its lines of the log name the request. Outside the web process, which gevent has patched, the
    work is done here.
    """
    if not is_module_patched("threading"):
        return work()
    context = copy_context()

    def attempt() -> tuple[T | None, BaseException | None]:
        # gevent would write a traceback of every error that leaves the thread to stderr.
        try:
            return context.run(work), None
        except BaseException as error:  # noqa: BLE001  # raised again in the greenlet
            return None, error

    result, error = get_hub().threadpool.apply(attempt)
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def log_uncaught_errors() -> None:
    """Log errors that end a greenlet, which gevent would write to stderr as they are."""

    def write(context: Any, kind: type[BaseException], error: Any, trace: Any) -> None:
        log.error("uncaught %s in %r", kind.__name__, context, exc_info=error)

    get_hub().print_exception = write
