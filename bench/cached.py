"""The rate of finished audio behind nginx, beside the rate of nginx alone.

nginx asks the web process, or remembers what it said, and sends the file from the store. The same
nginx sends the same file from a location of its own. `wrk` measures both in turns.
"""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.machine import Machine, free_port
from bench.proxy import LOCATION, product_configuration, running_nginx
from bench.table import Row

_ROUNDS = 9
_SECONDS = 1
_CONNECTIONS = 16
_VOICE = {"LISTEN_WORKER_ENGINES": "tone", "LISTEN_DEFAULT_VOICE": "tone:beep"}
"""As many bytes per second as any other voice."""

_CHARACTERS = {"one minute": 900, "five minutes": 4_500, "twenty minutes": 18_000}
_MISSING = 0.05
"""Share of nginx's own rate."""


@dataclass(frozen=True)
class Rates:
    """Requests per second of each round."""

    own: list[float]
    ours: list[float]

    @property
    def ratio(self) -> float:
        """The median of the rounds: the machine is equally busy with both parts of one."""
        return median(ours / own for ours, own in zip(self.ours, self.own, strict=True))


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    settings = {"LISTEN_ACCEL_REDIRECT": LOCATION, "LISTEN_TRUSTED_PROXIES": "1"}
    rows = []
    with Machine(workers=1, **settings, **_VOICE) as machine, tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        own = f"location /own/ {{ alias {machine.data_dir}/audio/; sendfile on; }}"
        inside = product_configuration(folder, port, [machine.port], machine.data_dir, own)
        url = f"http://127.0.0.1:{port}"
        with running_nginx(folder, inside, url):
            for length, characters in _CHARACTERS.items():
                key = machine.post(newsroom.long_article(characters))
                machine.wait_until(key, "finished", 180)
                rates = _measure(url, key)
                rows.append(_row(length, rates, len(machine.file(key))))
    return rows


def _measure(url: str, key: str) -> Rates:
    rates = Rates([], [])
    for _ in range(_ROUNDS):
        rates.own.append(_rate(f"{url}/own/{key[:2]}/{key[2:4]}/{key}.mp3"))
        rates.ours.append(_rate(f"{url}/audio/{key}.mp3"))
    return rates


def _rate(url: str) -> float:
    """Return requests per second. Raises ValueError if one failed."""
    command = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{_SECONDS}", "--timeout", "60s", url]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"Requests/sec: +([0-9.]+)", output)
    if found is None or "Non-2xx" in output or "Socket errors" in output:
        raise ValueError(output)
    return float(found[1])


def _row(length: str, rates: Rates, size: int) -> Row:
    own, ours = median(rates.own), median(rates.ours)
    return Row(
        f"cached audio of {length} behind nginx: share of nginx's own rate that is missing",
        f"{ours:.0f} of {own:.0f} requests/s ({size / 1e6:.1f} MB), ratio {rates.ratio:.2f}",
        1 - rates.ratio,
        _MISSING,
        _ROUNDS,
    )
