"""Exits a process that makes no progress.

A native call that hangs may hold the interpreter's lock, and then no Python code can run.
faulthandler's timer is a thread without Python, and it exits the process. The supervisor then
starts another worker, and the expired RQ lease returns the job to its queue.

The timer writes what the process was doing to a file of its own. The next worker on the machine
logs it and counts the exit (`report_exits`), because the process that ends can do neither.
"""

import faulthandler
import fcntl
import logging
import math
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

log = logging.getLogger(__name__)

_SUFFIX = ".stalled"
_MAX_BYTES = 20_000


class Watchdog:
    """A timer that exits the process unless it is reset in time."""

    def __init__(self, timeout: float, folder: Path | None = None) -> None:
        """`timeout` is in seconds. Without a folder that can be used, it writes to stderr."""
        self._timeout = timeout
        self._armed_at = -math.inf
        self._file = _open_file(folder) if folder else None

    def reset(self) -> None:
        """Arm the timer, or start it again."""
        # Arming starts a thread, which is too slow for every sentence.
        if time.monotonic() - self._armed_at < self._timeout / 10:
            return
        self._armed_at = time.monotonic()
        faulthandler.dump_traceback_later(self._timeout, exit=True, file=self._file or sys.stderr)

    def disarm(self) -> None:
        """Stop the timer while no job runs."""
        self._armed_at = -math.inf
        faulthandler.cancel_dump_traceback_later()

    def close(self) -> None:
        """Remove the file: the process ends as it should."""
        self.disarm()
        if self._file:
            with suppress(OSError):
                os.unlink(self._file.name)
            self._file.close()
            self._file = None


def report_exits(folder: Path) -> int:
    """Log what the watchdogs of ended processes have written. Return their number.

    Files of processes that were killed for other reasons are empty, and are removed.
    """
    count = 0
    for path in folder.glob(f"*{_SUFFIX}"):
        for text in _take(path):
            count += 1
            log.error("the watchdog ended worker %s, which did:\n%s", path.stem, text)
    return count


def _open_file(folder: Path) -> BinaryIO | None:
    """Open a file that is locked while this process lives; None if that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / f"{os.getpid()}{_SUFFIX}").open("wb", buffering=0)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return None
    return file


def _take(path: Path) -> Iterator[str]:
    """Yield the text of a file whose process has ended, and remove the file."""
    with suppress(OSError), path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while the process lives
        text = file.read(_MAX_BYTES).decode("utf-8", "replace").strip()
        path.unlink()
        if text:
            yield text
