"""Small files that machines share through an object store, until they are trimmed."""

from typing import Protocol

from audio_cache.store_url import parse_s3_url
from audio_cache.stores.s3_objects import S3Objects

_FOLDER = "blobs"


class Blobs(Protocol):
    """Files by name. Methods raise StoreError."""

    def read(self, name: str) -> bytes | None:
        """Return a file; None if it is missing. It may be damaged."""

    def write(self, name: str, content: bytes) -> None:
        """Keep a file."""

    def trim(self, max_bytes: int) -> int:
        """Delete the oldest files until the rest has at most `max_bytes`. Returns their number."""


class S3Blobs:
    """Files below PREFIX/blobs in a bucket."""

    def __init__(self, objects: S3Objects) -> None:
        self._objects = objects

    def read(self, name: str) -> bytes | None:
        try:
            return self._objects.read(f"{_FOLDER}/{name}")
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        self._objects.write(f"{_FOLDER}/{name}", content)

    def trim(self, max_bytes: int) -> int:
        found = [(each.modified, each.size, each.name) for each in self._objects.list(_FOLDER)]
        size, count = sum(size for _, size, _ in found), 0
        for _, freed, name in sorted(found):
            if size <= max_bytes:
                break
            self._objects.delete([name])
            size -= freed
            count += 1
        return count


def open_blobs(url: str) -> Blobs | None:
    """Open what machines share beside the store at a URL; None if that is a folder or in memory."""
    return S3Blobs(S3Objects(parse_s3_url(url))) if url.startswith("s3:") else None
