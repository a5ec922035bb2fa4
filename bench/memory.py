"""Peak memory of a worker with a short and with a long article."""

from pathlib import Path

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.machine import Machine
from bench.table import Row

_SHORT, _LONG = 3_000, 200_000
"""Characters. The server accepts no more than the longer."""

_WARM_UP = 5
_MINUTES = 8.0


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    with Machine(workers=1) as machine:
        for _ in range(_WARM_UP):
            _peak(machine, newsroom, _SHORT)
        short = _peak(machine, newsroom, _SHORT)
        long = _peak(machine, newsroom, _LONG)
    bar = f"worker's memory: {_LONG:,} / {_SHORT:,} characters"
    return [Row(bar, f"{long / 1024:.0f} MB; {short / 1024:.0f} MB", long / short, 1.2, 1)]


def _peak(machine: Machine, newsroom: Newsroom, characters: int) -> int:
    """Return the peak resident KiB while an article of this length is made."""
    (pid,) = machine.worker_pids()
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # resets the peak: proc(5)
    key = machine.post(newsroom.long_article(characters))
    machine.wait_until(key, "finished", _MINUTES * 60)
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    (peak,) = (line.split()[1] for line in status if line.startswith("VmHWM"))
    return int(peak)
