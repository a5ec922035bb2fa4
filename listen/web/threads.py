"""Threads of gevent's pool, for work that would block the event loop of the web process."""

from collections.abc import Callable
from typing import Any

from gevent import get_hub
from gevent.monkey import is_module_patched


def run_in_thread(work: Callable[[], Any]) -> Any:
    """Return what `work` returns, called in a thread while other requests are served.

    It must not wait for a greenlet. Without gevent, as in tests, it is called here.
    """
    return get_hub().threadpool.apply(work) if is_module_patched("threading") else work()
