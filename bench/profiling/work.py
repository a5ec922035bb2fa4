"""A recording of one kind of work, and the processor time of the processes beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import processes
from bench.machine import Machine
from bench.profiling.recorder import Recording, processor_seconds, recording

_SHOWN = 0.01
"""Seconds. Processes that took less are left out."""
_ENDED = "ended processes"


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
    total, before = machine.cpu_seconds(), _seconds(machine)
    with recording(pid) as result:
        work = Work(name, result)
        yield work
    total, after = machine.cpu_seconds() - total, _seconds(machine)
    spent = {other: seconds - before.get(other, 0.0) for other, seconds in after.items()}
    others = {_ENDED: total - sum(spent.values())}
    for other, seconds in spent.items():
        if other != pid:
            others[_name(other)] = others.get(_name(other), 0.0) + seconds
    largest = sorted(others.items(), key=lambda item: -item[1])
    work.others = {kind: seconds for kind, seconds in largest if seconds >= _SHOWN}


def pids(machine: Machine, name: str) -> list[int]:
    """Return the processes of the product with a name, parents before their children."""
    return [pid for pid in processes.tree(machine.pid) if _name(pid) == name]


def _seconds(machine: Machine) -> dict[int, float]:
    return {pid: processor_seconds(pid) for pid in processes.tree(machine.pid)}


def _name(pid: int) -> str:
    """Return `valkey-server`, `worker`, `listen serve`, `listen.extraction.process`."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").decode().split("\0")
    except OSError:
        return _ENDED
    program, *arguments = command
    if "-m" not in arguments:
        return Path(program.split(" ")[0]).name
    module, *rest = arguments[arguments.index("-m") + 1 :]
    if module.endswith("forking_process") and rest:
        return rest[0]
    verb = [word for word in rest[:1] if not word.startswith("-")]
    return " ".join([module, *verb])
