"""Ends a process that makes no progress.

A native call that hangs may hold the interpreter's lock, so that no Python code would ever run
again: faulthandler's timer is a thread without Python, and it exits the process. Whoever started
the worker starts another, and RQ's lease gives the job to it.
"""

import faulthandler
import math
import time


class Watchdog:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._armed = -math.inf

    def progress(self) -> None:
        """Something was done: the time starts again."""
        # Each time a thread is started for it: not for every sentence.
        if time.monotonic() - self._armed < self._seconds / 10:
            return
        self._armed = time.monotonic()
        faulthandler.dump_traceback_later(self._seconds, exit=True)

    def rest(self) -> None:
        """Nothing is being worked on."""
        self._armed = -math.inf
        faulthandler.cancel_dump_traceback_later()
