"""Audio and events that one address receives at once, from this process."""

import threading
from collections import Counter
from collections.abc import Callable

from listen.errors import RateLimited

_RETRY_AFTER = 5
"""Seconds."""


class StreamLimit:
    """Counts open responses, without Redis: finished audio plays while it is away."""

    def __init__(self, limit: int) -> None:
        """`limit` is for each address; 0: none."""
        self._limit = limit
        self._open: Counter[str] = Counter()
        self._lock = threading.Lock()

    def take(self, address: str) -> Callable[[], None]:
        """Count a response. Returns what must be called at its end. Raises RateLimited."""
        if not self._limit:
            return _nothing
        with self._lock:
            if self._open[address] >= self._limit:
                raise RateLimited(
                    f"This address receives {self._limit} audio and event streams already, the "
                    "most at once.",
                    _RETRY_AFTER,
                    limit="streams",
                )
            self._open[address] += 1
        return lambda: self._release(address)

    def _release(self, address: str) -> None:
        with self._lock:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


def _nothing() -> None:
    """There is no limit."""
