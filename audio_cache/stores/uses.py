"""Limits how often the use of an audio is written."""

import time
from collections import OrderedDict

INTERVAL = 3600.0
"""Seconds between two records of the same audio's use."""

_MAX_REMEMBERED = 100_000


class Uses:
    """Remembers which uses this process has recorded."""

    def __init__(self) -> None:
        self._recorded: OrderedDict[str, float] = OrderedDict()

    def is_new(self, key: str) -> bool:
        """Return whether a use must be recorded. It counts as recorded from then on."""
        now = time.monotonic()
        recorded = self._recorded.get(key)
        if recorded is not None and now - recorded < INTERVAL:
            return False
        self._recorded[key] = now
        self._recorded.move_to_end(key)
        while len(self._recorded) > _MAX_REMEMBERED:
            self._recorded.popitem(last=False)
        return True
