"""Memory of an idle server, and peaks of a worker with a short and with a long article."""

import time
from pathlib import Path

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.machine import Machine
from bench.table import Row

_SHORT, _LONG = 3_000, 200_000
"""Characters. The server accepts no more than the longer."""

_WARM_UP = 5
_MINUTES = 8.0

_IDLE = 15.0
"""Seconds after which an idle worker has returned memory."""
_MAX_MEGABYTES = 600.0


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    with Machine(workers=1) as machine:
        for _ in range(_WARM_UP):
            _peak(machine, newsroom, _SHORT)
        short = _peak(machine, newsroom, _SHORT)
        long = _peak(machine, newsroom, _LONG)
        idle = _idle(machine)
    bar = f"worker's memory: {_LONG:,} / {_SHORT:,} characters"
    return [Row(bar, f"{long / 1024:.0f} MB; {short / 1024:.0f} MB", long / short, 1.2, 1), idle]


def _idle(machine: Machine) -> Row:
    time.sleep(_IDLE)
    megabytes = {role: size / 1e6 for role, size in machine.memory_by_role().items()}
    figure = ", ".join(f"{role} {size:.0f}" for role, size in megabytes.items())
    bar = "memory of an idle server with one worker: MB of web, extraction and worker"
    return Row(bar, f"{figure} MB", megabytes["web"] + megabytes["worker"], _MAX_MEGABYTES, 1)


def _peak(machine: Machine, newsroom: Newsroom, characters: int) -> int:
    """Return the peak resident KiB while an article of this length is made."""
    (pid,) = machine.worker_pids()
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # resets the peak: proc(5)
    key = machine.post(newsroom.long_article(characters))
    machine.wait_until(key, "finished", _MINUTES * 60)
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    (peak,) = (line.split()[1] for line in status if line.startswith("VmHWM"))
    return int(peak)
