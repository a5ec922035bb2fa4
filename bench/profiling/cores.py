"""Processor cores of the processes of a measurement."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def one_core_for(pid: int, others: Iterable[int]) -> Iterator[None]:
    """Give a process one core alone, and this process and the others the remaining ones.

    Otherwise a thread that waits for a core looks as if it ran. A machine with one core, and a
    system that cannot do it, share their cores as always. Processes that start meanwhile inherit
    the cores of their parents. Only this process gets all its cores back.
    """
    affinity = getattr(os, "sched_getaffinity", None)
    cores: set[int] = set(affinity(0)) if affinity else set()
    if len(cores) < 2:
        yield
        return
    own = {min(cores)}
    _confine(pid, own)
    for other in (os.getpid(), *others):
        if other != pid:
            _confine(other, cores - own)
    try:
        yield
    finally:
        _confine(os.getpid(), cores)


def _confine(pid: int, cores: set[int]) -> None:
    """Confine every thread of a process, unless it has ended."""
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(thread.name), cores)
    except (FileNotFoundError, ProcessLookupError):
        return
