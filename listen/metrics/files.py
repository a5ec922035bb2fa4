"""Files with the figures of the web processes of one server, so that these outlive the processes.

Each process maps its own files into memory (the multi-process mode of prometheus_client). It takes
the first place that no living process has, and goes on counting where its predecessor ended, also
one that was killed. The files are as many as there are processes at a time.
"""

import fcntl
import logging
import os
import re
import shutil
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import prometheus_client.values
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

from listen.metrics.file_value import file_value

log = logging.getLogger(__name__)

_SIZES = {"counter": 512 * 1024, "histogram": 512 * 1024, "gauge_livesum": 64 * 1024}
"""Bytes of the files by the kinds of figures. They are reserved on the disk: a write to a mapped
file on a full disk would end the process."""

_MAX_PLACES = 64
_LOCK = re.compile(r"([0-9]+)\.lock")
_ABANDONED = 7 * 24 * 3600
"""Seconds after which the folder of another server without processes is removed. Containers have
new host names each time."""


class FigureFiles:
    """The files of one server: of one host and port. Another server counts for itself."""

    def __init__(self, parent: Path, port: int) -> None:
        self._parent = parent
        self.folder = parent / f"{socket.gethostname()}-{port}"
        self._lock_file = -1

    def keep(self) -> bool:
        """Make prometheus_client keep the figures of this process in files.

        Figures that are made earlier stay in memory. Returns False if the disk has no room, which
        is logged: then they all stay in memory.
        """
        try:
            place = self._take_place()
        except OSError as error:
            log.warning("figures are kept in memory only: %s", error)
            return False
        prometheus_client.values.ValueClass = file_value(self.folder, place)
        return True

    def collect(self) -> Iterable[Metric]:
        """Return the figures of all processes, living or not.

        Gauges of processes that were killed are removed.
        """
        for place in self._places():
            if not self._is_held(place):
                self._remove_gauges(place)
        collector = MultiProcessCollector(None, str(self.folder))  # type: ignore[no-untyped-call]
        metrics: Iterable[Metric] = collector.collect()  # type: ignore[no-untyped-call]
        return metrics

    def _take_place(self) -> int:
        """Lock the first free place until the process ends. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._remove_abandoned()
        for place in range(_MAX_PLACES):
            file = os.open(self.folder / f"{place}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
                continue
            self._lock_file = file
            self._remove_gauges(place)
            self._reserve(place)
            return place
        raise OSError(f"{_MAX_PLACES} processes count already")

    def _reserve(self, place: int) -> None:
        for kind, size in _SIZES.items():
            file = os.open(self.folder / f"{kind}_{place}.db", os.O_RDWR | os.O_CREAT, 0o644)
            try:
                os.posix_fallocate(file, 0, size)
            except OSError:
                if not os.fstat(file).st_size:
                    (self.folder / f"{kind}_{place}.db").unlink()
                raise
            finally:
                os.close(file)

    def _places(self) -> Iterator[int]:
        for path in self.folder.glob("*.lock"):
            if found := _LOCK.fullmatch(path.name):
                yield int(found[1])

    def _is_held(self, place: int) -> bool:
        """Return whether a living process has the place."""
        try:
            file = os.open(self.folder / f"{place}.lock", os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(file)
        return False

    def _remove_gauges(self, place: int) -> None:
        for path in self.folder.glob(f"gauge_*_{place}.db"):
            path.unlink(missing_ok=True)

    def _remove_abandoned(self) -> None:
        with suppress(OSError):
            for folder in self._parent.iterdir():
                newest = max((path.stat().st_mtime for path in folder.glob("*.db")), default=0.0)
                if folder != self.folder and time.time() - newest > _ABANDONED:
                    shutil.rmtree(folder, ignore_errors=True)
