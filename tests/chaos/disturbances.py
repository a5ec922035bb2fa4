"""What goes wrong: processes die and freeze, links break, disks fill, files are damaged."""

import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.chaos.cluster import HOSTS, STATEFUL, WEBS, Cluster

_BALLAST = "ballast"
_FILLED = ("database", "store")
"""Redis 7.0 is left out: when it is killed on a full disk, it may not read its own file afterwards
(redis-check-aof --fix)."""


class Disturbances:
    """Disturbs a cluster, one thing after the other, until `stop`. Then everything is mended."""

    def __init__(self, cluster: Cluster, seed: int) -> None:
        self.done: list[str] = []
        self.damaged: list[Path] = []
        """Files of the object store that were damaged."""
        self._cluster = cluster
        self._random = Random(seed)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        kinds: list[Callable[[], None]] = [
            *[self._kill] * 4,
            *[self._freeze] * 3,
            *[self._cut] * 4,
            self._fill_disk,
            *[self._damage] * 2,
        ]
        while not self._stopped.wait(self._random.uniform(1.0, 4.0)):
            self._random.choice(kinds)()

    def _kill(self) -> None:
        name = self._random.choice(HOSTS)
        program = self._cluster.programs[name]
        if name in WEBS and self._random.random() < 0.5:
            self._note(f"kill the children of {name}")
            program.kill_children()
        else:
            self._note(f"kill {name}")
            program.kill()

    def _freeze(self) -> None:
        name = self._random.choice(HOSTS)
        self._note(f"freeze {name}")
        self._cluster.programs[name].freeze()
        self._wait()
        self._cluster.programs[name].thaw()

    def _cut(self) -> None:
        shared = self._random.choice(STATEFUL)
        other = self._random.choice([name for name in HOSTS if name not in STATEFUL])
        self._note(f"cut {other} from {shared}")
        hosts = (self._cluster.hosts[other], self._cluster.hosts[shared])
        self._cluster.network.cut(*hosts)
        self._wait()
        self._cluster.network.mend(*hosts)

    def _fill_disk(self) -> None:
        name = self._random.choice(_FILLED)
        self._note(f"fill the disk of {name}")
        ballast = self._cluster.disk(name) / _BALLAST
        with suppress(OSError), ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(ballast.parent).free)
            file.seek(0, os.SEEK_END)
            while True:
                file.write(bytes(1 << 20))
        self._wait()
        ballast.unlink()

    def _damage(self) -> None:
        objects = self._cluster.objects()
        if not objects:
            return
        path = self._random.choice(objects)
        damage = self._random.choice((_truncate, _flip, Path.unlink))
        self._note(f"damage an object: {damage.__name__}")
        self.damaged.append(path)
        with suppress(OSError):
            damage(path)

    def _wait(self) -> None:
        self._stopped.wait(self._random.uniform(1.0, 9.0))

    def _note(self, what: str) -> None:
        self.done.append(what)


def _truncate(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _flip(path: Path) -> None:
    middle = path.stat().st_size // 2
    with path.open("r+b") as file:
        file.seek(middle)
        byte = file.read(1)
        file.seek(middle)
        file.write(bytes([byte[0] ^ 0xFF]) if byte else b"x")
