"""An audio in an object store as a file, which is read in blocks."""

from typing import Any, Protocol

from audio_cache.seekable import SeekableFile
from audio_cache.stores.s3_objects import StoredObject

BLOCK = 256 * 1024
"""Bytes of a request, and the memory that a reader holds at most."""


class RangeReader(Protocol):
    """Reads parts of objects."""

    def read_range(self, name: str, start: int, stop: int, etag: str) -> bytes:
        """Return a part of an object. Raises FileNotFoundError, also if it has changed."""


class RemoteFile(SeekableFile):
    """A read-only file without a descriptor. Between two reads it holds no connection.

    Reading raises FileNotFoundError when the object was deleted or replaced, and StoreError.
    """

    def __init__(self, objects: RangeReader, found: StoredObject) -> None:
        super().__init__()
        self._objects = objects
        self._found = found
        self._block = b""
        self._block_start = 0

    def readinto(self, buffer: Any) -> int:
        """Read into the buffer; fewer bytes than fit where a block ends."""
        if self._position >= self._found.size or not len(buffer):
            return 0
        offset = self._position - self._block_start
        if not 0 <= offset < len(self._block):
            self._fetch()
            offset = 0
        part = memoryview(self._block)[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        self._position += len(part)
        if offset + len(part) == len(self._block):
            self._block = b""  # a slow reader shall not hold what it has
        return len(part)

    def _size(self) -> int:
        return self._found.size

    def _fetch(self) -> None:
        start, stop = self._position, min(self._position + BLOCK, self._found.size)
        self._block = self._objects.read_range(self._found.name, start, stop, self._found.etag)
        self._block_start = start
        if len(self._block) != stop - start:
            self._block = b""
            raise FileNotFoundError(self._found.name)
