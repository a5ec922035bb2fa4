"""The sentence cache: synthesized sentences, encoded, on the worker's own disk.

FOLDER/KEY.sentence is one sentence (`sentence_file.py`). A file is written under another name and
renamed, and it is used only if its SHA-256 matches.
FOLDER/size holds the total bytes, under a lock that every writer takes. Bytes are counted before
they are written, so the count is never too low, even if a worker is killed. The folder is scanned
only when the count says that it is full, and when a worker starts.

A disk that is full or not writable costs time, but never fails a job.
"""

import fcntl
import hashlib
import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from audio_cache.stores.disk import check_space
from audio_cache.stores.store import StorageFull, StoreError
from worker.level import LEVEL
from worker.sentence_file import Sentence, pack, unpack

log = logging.getLogger(__name__)

TOUCH_INTERVAL = 3600
"""Seconds between two updates of a file's modification time, which records its last use."""

EVICTION_TARGET = 0.9
"""Ratio of the maximum size that eviction shrinks the cache to, so that it runs rarely."""

SUFFIX = ".sentence"


class SentenceCache(Protocol):
    """A cache of sentences by key. Its methods never raise for a problem with the disk."""

    def get(self, key: str) -> Sentence | None:
        """Return the sentence, unchanged; None when it is missing or damaged."""

    def put(self, key: str, sentence: Sentence) -> None:
        """Store a sentence until it is evicted."""

    def clear(self) -> bool:
        """Give up the space of all sentences. Returns whether there were any."""

    def clear_if_disk_is_full(self) -> None:
        """Give up the space if less than 1 MB is free."""


def sentence_key(voice: str, speed: int, text: str, codec: str) -> str:
    """Return 64 hexadecimal digits.

    `voice` is a reference with its revision; `speed` is in hundredths of the normal pace; `codec`
    is the name of a SegmentCodec.
    """
    inputs = {"voice": voice, "speed": speed, "text": text, "level": LEVEL, "codec": codec}
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def open_cache(folder: Path, max_bytes: int) -> SentenceCache:
    """Open the cache in a folder; a size of 0 gives a cache that stores nothing."""
    return FileSentenceCache(folder, max_bytes) if max_bytes else NoSentenceCache()


class NoSentenceCache:
    """The null object: a cache that is always empty."""

    def get(self, key: str) -> Sentence | None:
        return None

    def put(self, key: str, sentence: Sentence) -> None:
        pass

    def clear(self) -> bool:
        return False

    def clear_if_disk_is_full(self) -> None:
        pass


class FileSentenceCache:
    """A folder that several processes may share. The least recently used files are evicted."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._is_logged = False
        with self._ignoring_disk_errors(), self._reserve(0, rescan=True):
            (folder / "unfinished").unlink(missing_ok=True)

    def get(self, key: str) -> Sentence | None:
        sentence = None
        path = self._path(key)
        with self._ignoring_disk_errors(), suppress(FileNotFoundError):
            sentence = unpack(key, path.read_bytes())
            if sentence is None:
                path.unlink()
            elif time.time() - path.stat().st_mtime > TOUCH_INTERVAL:
                os.utime(path)
        return sentence

    def put(self, key: str, sentence: Sentence) -> None:
        data = pack(key, sentence)
        if len(data) > self._max_bytes:
            return
        with self._ignoring_disk_errors(), self._reserve(len(data)):
            unfinished = self._folder / "unfinished"
            try:
                unfinished.write_bytes(data)
                unfinished.replace(self._path(key))
            finally:
                unfinished.unlink(missing_ok=True)

    def clear(self) -> bool:
        removed = 0
        with self._ignoring_disk_errors(), _locked(self._folder / "size") as counter:
            for path in self._folder.glob(f"*{SUFFIX}"):
                path.unlink(missing_ok=True)
                removed += 1
            os.pwrite(counter, (0).to_bytes(8), 0)
        return removed > 0

    def clear_if_disk_is_full(self) -> None:
        try:
            check_space(self._folder)
        except StorageFull:
            if self.clear():
                log.warning("the disk is full: cleared the sentence cache")
        except StoreError as error:
            log.debug("%s", error)

    def _path(self, key: str) -> Path:
        return self._folder / (key + SUFFIX)

    @contextmanager
    def _reserve(self, size: int, rescan: bool = False) -> Iterator[None]:
        """Count `size` bytes more, after evicting sentences if necessary, and lock out writers."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with _locked(self._folder / "size") as counter:
            count = os.pread(counter, 8, 0)
            used = int.from_bytes(count)
            if rescan or len(count) < 8 or used + size > self._max_bytes:
                used = self._evict(size)
            os.pwrite(counter, (used + size).to_bytes(8), 0)
            yield

    def _evict(self, size: int) -> int:
        """Scan the folder and remove files until `size` more bytes fit. Returns the bytes used."""
        sentences = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.endswith(SUFFIX):
                    with suppress(FileNotFoundError):  # `get` removed it: damaged
                        status = entry.stat()
                        sentences.append((status.st_mtime_ns, status.st_size, entry.path))
        used = sum(file_size for _, file_size, _ in sentences)
        if used + size <= self._max_bytes:
            return used
        for _, freed, path in sorted(sentences):
            if used + size <= self._max_bytes * EVICTION_TARGET:
                break
            Path(path).unlink(missing_ok=True)
            used -= freed
        return used

    @contextmanager
    def _ignoring_disk_errors(self) -> Iterator[None]:
        """Log the first OSError and suppress all."""
        try:
            yield
        except OSError as error:
            if not self._is_logged:
                log.warning("the sentence cache %s is not usable: %s", self._folder, error)
            self._is_logged = True


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """Yield a descriptor with an exclusive lock, which ends with its process at the latest."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
