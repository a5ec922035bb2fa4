"""A recording of one kind of work, and the processor time of the processes beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.machine import Machine, processor_seconds
from bench.profiling.recorder import Recording, recording

_SHOWN = 0.01
"""Seconds. Processes that took less are left out."""


@dataclass
class Work:
    """What one process did for one kind of work."""

    name: str
    recording: Recording
    count: int = 0
    """Number of articles that were made, or of requests that were answered."""
    others: dict[str, float] = field(default_factory=dict)
    """Seconds of processor of the other processes of the product, by name, the largest first."""


@contextmanager
def work_of(machine: Machine, pid: int, name: str) -> Iterator[Work]:
    """Record a process during the block, which sets `count`. The result is complete after it."""
    before = _seconds(machine)
    with recording(pid) as result:
        work = Work(name, result)
        yield work
    spent: dict[str, float] = {}
    for other, (kind, seconds) in _seconds(machine).items():
        if other != pid:
            spent[kind] = spent.get(kind, 0.0) + seconds - before.get(other, (kind, 0.0))[1]
    largest = sorted(spent.items(), key=lambda item: -item[1])
    work.others = {kind: seconds for kind, seconds in largest if seconds >= _SHOWN}


def _seconds(machine: Machine) -> dict[int, tuple[str, float]]:
    """Return the name and the seconds of each process of the product."""
    return {pid: (_name(pid), processor_seconds(pid)) for pid in machine.processes()}


def _name(pid: int) -> str:
    """Return `valkey-server`, `worker`, `listen serve`, `listen.extraction.process`."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").decode().split("\0")
    except OSError:
        return "ended"
    program, *arguments = command
    if "-m" not in arguments:
        return Path(program.split(" ")[0]).name
    module, *rest = arguments[arguments.index("-m") + 1 :]
    if module.endswith("forking_process") and rest:
        return rest[0]
    verb = [word for word in rest[:1] if not word.startswith("-")]
    return " ".join([module, *verb])
