"""A value of prometheus_client that is kept in a mapped file.

It does the work of the library's own multi-process value in half of the time: only the thread of
the event loop counts, and no process forks after it has begun to, so that it needs neither a lock
nor a look at the process's id.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from prometheus_client.mmap_dict import MmapedDict, mmap_key


def file_value(folder: Path, place: int) -> Callable[..., Any]:
    """Return a class of values in the files of one place, for `prometheus_client.values`.

    The files have the names and the format that MultiProcessCollector reads.
    """
    files: dict[str, Any] = {}

    def open_file(kind: str) -> Any:
        if kind not in files:
            files[kind] = MmapedDict(str(folder / f"{kind}_{place}.db"))  # type: ignore[no-untyped-call]
        return files[kind]

    class FileValue:
        """One number."""

        _multiprocess = True
        """The library leaves out times of creation, which several processes cannot share."""

        def __init__(
            self,
            typ: str,
            metric_name: str,
            name: str,
            labelnames: list[str],
            labelvalues: list[str],
            help_text: str,
            multiprocess_mode: str = "",
            **_: Any,
        ) -> None:
            file = open_file(f"{typ}_{multiprocess_mode}" if typ == "gauge" else typ)
            self._key = mmap_key(metric_name, name, labelnames, labelvalues, help_text)
            self._write = file.write_value
            self._value = file.read_value(self._key)[0]

        def inc(self, amount: float) -> None:
            self._value += amount
            self._write(self._key, self._value, 0.0)

        def set(self, value: float, timestamp: float | None = None) -> None:
            self._value = value
            self._write(self._key, value, timestamp or 0.0)

        def get(self) -> float:
            return float(self._value)

        def set_exemplar(self, exemplar: Any) -> None:
            """Do nothing: files have no exemplars."""

        def get_exemplar(self) -> None:
            return None

    return FileValue
