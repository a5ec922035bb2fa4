"""The part of a file that has arrived, which a later command goes on with."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, cast

from audio_cache.atomic_file import rename_file, sync_folder
from worker.errors import DownloadError

SUFFIX = ".part"
"""No engine takes a file of this name for a model."""


class Partial:
    """The file PATH.part, locked against other processes."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._path = path

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator["Partial"]:
        """Open the part of a file, or begin it. Its folder must exist.

        Raises DownloadError if another process has it, and OSError.
        """
        with _locked(path.with_name(path.name + SUFFIX)) as file:
            yield cls(file, path)

    @property
    def size(self) -> int:
        """Number of bytes that have arrived."""
        return os.fstat(self._file.fileno()).st_size

    @property
    def file(self) -> BinaryIO:
        """The open file, at its beginning."""
        self._file.seek(0)
        return self._file

    def write(self, content: bytes) -> None:
        """Append. What was written survives the end of this process."""
        self._file.seek(0, os.SEEK_END)
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) :]

    def clear(self) -> None:
        self._file.truncate(0)

    def finish(self) -> None:
        """Put the file in its place, durably."""
        rename_file(self._file, self._path)
        sync_folder(self._path.parent)

    def discard(self) -> None:
        """Delete the part."""
        with suppress(FileNotFoundError):
            os.unlink(self._file.name)

    def discard_if_empty(self) -> None:
        if not self.size:
            self.discard()


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    while True:
        with open(path, "r+b", buffering=0, opener=_open_or_create) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise DownloadError(f"another command is downloading {path.stem}") from None
            if _is_still(file, path):
                yield cast(BinaryIO, file)
                return


def _open_or_create(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CREAT, 0o644)


def _is_still(file: FileIO, path: Path) -> bool:
    """Return whether the path still names the open file: another process may have finished it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
