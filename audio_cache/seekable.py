"""A read-only file whose bytes come from somewhere else than one file on the disk."""

import io
import os
from abc import abstractmethod
from typing import BinaryIO


class SeekableFile(io.RawIOBase, BinaryIO):
    """A file with a position. Subclasses have `readinto`, which reads from it and moves it."""

    def __init__(self) -> None:
        self._position = 0

    @abstractmethod
    def _size(self) -> int:
        """Return the size in bytes."""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset += self._position
        if whence == os.SEEK_END:
            offset += self._size()
        if offset < 0:
            raise ValueError(f"negative position {offset}")
        self._position = offset
        return offset
