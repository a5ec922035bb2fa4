"""The sentence cache: synthesized sentences, stored lossless on the worker's own disk.

FOLDER/KEY.sentence is one sentence: a SHA-256 of its key and the rest, its loudness, its FLAC. A
file is written under another name and renamed, and it is used only if the SHA-256 matches.
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
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Protocol

import numpy as np
import soundfile

from audio_cache.stores.disk import check_space
from audio_cache.stores.store import StorageFull, StoreError
from worker.audio import RATE, Pcm
from worker.level import LEVEL
from worker.loudness import Loudness

log = logging.getLogger(__name__)

FORMAT = 1
"""Version. Must be raised with every change to the files or to the measurement of loudness."""

TOUCH_INTERVAL = 3600
"""Seconds between two updates of a file's modification time, which records its last use."""

EVICTION_TARGET = 0.9
"""Ratio of the maximum size that eviction shrinks the cache to, so that it runs rarely."""

SUFFIX = ".sentence"
_SHA256_BYTES = 32
_HEADER = struct.Struct("<QQd")  # samples, number of energies, true peak


@dataclass(frozen=True)
class Sentence:
    """The levelled audio of a sentence, and its contribution to the article's loudness."""

    pcm: Pcm
    loudness: Loudness


class SentenceCache(Protocol):
    """A cache of sentences by key. Its methods never raise for a problem with the disk."""

    def get(self, key: str) -> Sentence | None:
        """Return the sentence, bit-exact; None when it is missing or damaged."""

    def put(self, key: str, sentence: Sentence) -> None:
        """Store a sentence until it is evicted."""

    def clear(self) -> bool:
        """Give up the space of all sentences. Returns whether there were any."""

    def clear_if_disk_is_full(self) -> None:
        """Give up the space if less than 1 MB is free."""


def sentence_key(voice: str, speed: int, text: str) -> str:
    """Return 64 hexadecimal digits.

    `voice` is a reference with its revision; `speed` is in hundredths of the normal pace.
    """
    inputs = {"voice": voice, "speed": speed, "text": text, "level": LEVEL}
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
            sentence = _unpack(key, path.read_bytes())
            if sentence is None:
                path.unlink()
            elif time.time() - path.stat().st_mtime > TOUCH_INTERVAL:
                os.utime(path)
        return sentence

    def put(self, key: str, sentence: Sentence) -> None:
        data = _pack(key, sentence)
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


def _pack(key: str, sentence: Sentence) -> bytes:
    loudness = sentence.loudness
    body = _HEADER.pack(loudness.samples, len(loudness.energies), loudness.true_peak)
    body += np.array(loudness.energies, "<f8").tobytes() + _to_flac(sentence.pcm)
    return _sha256(key, body) + body


def _unpack(key: str, data: bytes) -> Sentence | None:
    """Return None for anything but the output of `_pack` for this key."""
    body = data[_SHA256_BYTES:]
    if data[:_SHA256_BYTES] != _sha256(key, body):
        return None
    samples, count, true_peak = _HEADER.unpack_from(body)
    energies = np.frombuffer(body, "<f8", count, _HEADER.size)
    pcm = _from_flac(body[_HEADER.size + energies.nbytes :])
    return Sentence(pcm, Loudness(samples, tuple(energies.tolist()), true_peak))


def _sha256(key: str, body: bytes) -> bytes:
    digest = hashlib.sha256(f"{FORMAT} {key} ".encode())
    digest.update(body)
    return digest.digest()


def _to_flac(pcm: Pcm) -> bytes:
    """Return FLAC; empty for an empty sentence, which FLAC cannot represent."""
    file = BytesIO()
    soundfile.write(file, pcm, RATE, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def _from_flac(data: bytes) -> Pcm:
    if not data:
        return np.zeros(0, np.int16)
    return np.asarray(soundfile.read(BytesIO(data), dtype="int16")[0])
