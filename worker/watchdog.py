"""Exits a process that makes no progress.

A native call that hangs may hold the interpreter's lock, and then no Python code can run.
faulthandler's timer is a thread without Python, and it exits the process. The supervisor then
starts another worker, and the expired RQ lease returns the job to its queue.
"""

import faulthandler
import math
import time


class Watchdog:
    """A timer that exits the process unless it is reset in time."""

    def __init__(self, timeout: float) -> None:
        """`timeout` is in seconds."""
        self._timeout = timeout
        self._armed_at = -math.inf

    def reset(self) -> None:
        """Arm the timer, or start it again."""
        # Arming starts a thread, which is too slow for every sentence.
        if time.monotonic() - self._armed_at < self._timeout / 10:
            return
        self._armed_at = time.monotonic()
        faulthandler.dump_traceback_later(self._timeout, exit=True)

    def disarm(self) -> None:
        """Stop the timer while no job runs."""
        self._armed_at = -math.inf
        faulthandler.cancel_dump_traceback_later()
