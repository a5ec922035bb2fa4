"""Processor time and memory of a process and its descendants, read from /proc."""

import os
import re
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Self

_TICKS = os.sysconf("SC_CLK_TCK")
_TIMES = slice(11, 15)  # utime, stime, cutime, cstime; indexes count from the field after the name
_STATE, _PARENT, _SESSION = 0, 1, 3
_INTERVAL = 0.05
"""Seconds between two samples of memory."""


def tree(root: int) -> list[int]:
    """Return the process and its descendants."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            parents[int(entry.name)] = int(fields[_PARENT])
    found = [root]
    for pid in found:  # the list grows meanwhile
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def cpu_seconds(root: int) -> float:
    """Return the processor time of a process and its descendants, also of ended ones."""
    return sum(map(own_cpu_seconds, tree(root)))


def own_cpu_seconds(pid: int) -> float:
    """Return the processor time of a process and of its children that have ended."""
    return sum(map(int, _stat(pid)[_TIMES])) / _TICKS


def running_sessions(ignored: Collection[int]) -> int:
    """Return the sessions of processes, besides some, that use a processor or wait for one now.

    With autogroup, Linux gives each session an equal share.
    """
    pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    found = (_stat(pid) for pid in pids if pid not in ignored)
    return len({fields[_SESSION] for fields in found if fields and fields[_STATE] == "R"})


def memory(root: int) -> int:
    """Return the resident bytes of a process and its descendants; shared pages count once (PSS)."""
    return sum(map(own_memory, tree(root)))


def own_memory(pid: int) -> int:
    """Return the resident bytes of a process (PSS); 0 for one that has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss: +(\d+) kB$", rollup, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


class PeakMemory:
    """Context manager: samples the memory of a process and its descendants in a thread."""

    def __init__(self, root: Callable[[], int | None]) -> None:
        """`root` is called for each sample, as the process may start and end meanwhile."""
        self.peak = 0
        """Bytes."""
        self._root = root
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._sample)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._end.wait(_INTERVAL):
            if (root := self._root()) is not None:
                self.peak = max(self.peak, memory(root))


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name; none for a process that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
