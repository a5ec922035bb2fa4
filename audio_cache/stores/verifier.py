"""Verifies the checksums of files, each once until the file changes."""

import hashlib
import time
from collections import OrderedDict
from pathlib import Path

_MAX_REMEMBERED = 4096
"""Results that are kept."""

_BLOCK = 4 * 1024 * 1024
"""Bytes that are hashed at a time, which takes some milliseconds."""


class FileVerifier:
    """Remembers which files were intact: hashing a file costs more than sending it."""

    def __init__(self) -> None:
        self._results: OrderedDict[tuple[str, int, int, int, int], bool] = OrderedDict()
        """By SHA-256 and version of the file; first in, first out."""

    def is_intact(self, path: Path, size: int, sha256: str) -> bool:
        """Return whether the file exists with this size, in bytes, and this checksum.

        A file is hashed again when its inode, its size or one of its times has changed. Programs
        cannot set the change time.
        """
        try:
            status = path.stat()
        except FileNotFoundError:
            return False
        if status.st_size != size:
            return False
        version = (sha256, status.st_ino, size, status.st_mtime_ns, status.st_ctime_ns)
        is_intact = self._results.get(version)
        if is_intact is None:
            is_intact = self._results[version] = sha256_of(path) == sha256
            while len(self._results) > _MAX_REMEMBERED:
                self._results.popitem(last=False)
        return is_intact


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file. Hours of audio take a tenth of a second."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            time.sleep(0)  # lets the other greenlets of a web process run
    return digest.hexdigest()
