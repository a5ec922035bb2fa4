"""A file that reports that it is being read."""

from collections.abc import Callable
from typing import BinaryIO


class ReportedFile:
    """A file that calls a function before each read."""

    def __init__(self, file: BinaryIO, on_read: Callable[[], object]) -> None:
        self._file = file
        self._on_read = on_read
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        self._on_read()
        return self._file.read(size)
