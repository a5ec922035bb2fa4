"""Sentences that were spoken before, kept lossless on the worker's own disk.

FOLDER/KEY.sentence holds one: a SHA-256 over its key and the rest, its loudness, its FLAC. It is
written beside and renamed, and read only while the SHA-256 is right. FOLDER/size holds the bytes of
all, under a lock that every worker who writes takes; they are counted before they are written, so
that a worker may be killed at any time and the count is never too low. Only when it says that no
room is left, and when a worker starts, is the folder looked through.

A disk that is full or cannot be written to costs time, never a job.
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

from worker.audio import RATE, Pcm
from worker.level import LEVEL
from worker.loudness import Loudness

log = logging.getLogger(__name__)

FORMAT = 1
"""To be raised with every change to the files, or to how loudness is measured."""

TOUCH_AFTER = 3600
"""Seconds since its last known use after which a use of a sentence is noted."""

KEPT_WHEN_FULL = 0.9
"""Share of the allowed bytes that is left when room is made: not for every sentence anew."""

_SUFFIX = ".sentence"
_SHA256_BYTES = 32
_HEADER = struct.Struct("<QQd")  # samples, how many energies follow, true peak


@dataclass(frozen=True)
class Sentence:
    """As it is heard: what is encoded, and what it adds to the article's loudness."""

    pcm: Pcm
    loudness: Loudness


class SentenceCache(Protocol):
    """Neither method raises for what is wrong with the disk."""

    def get(self, key: str) -> Sentence | None:
        """The sentence, exactly as it was put; None when it is missing or damaged."""

    def put(self, key: str, sentence: Sentence) -> None:
        """Keeps it for as long as there is room."""


def sentence_key(voice: str, speed: int, text: str) -> str:
    """64 hex digits. Takes the voice's reference with its revision, and hundredths of its pace."""
    asked = {"voice": voice, "speed": speed, "text": text, "level": LEVEL}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def open_cache(folder: Path, max_bytes: int) -> SentenceCache:
    """Keeps nothing when `max_bytes` is 0."""
    return FileSentenceCache(folder, max_bytes) if max_bytes else NoSentenceCache()


class NoSentenceCache:
    def get(self, key: str) -> Sentence | None:
        return None

    def put(self, key: str, sentence: Sentence) -> None:
        pass


class FileSentenceCache:
    """Several processes may share the folder; when it is full, the least recently used go first."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._told = False
        with self._going_on_without(), self._room_for(0, look=True):
            (folder / "unfinished").unlink(missing_ok=True)

    def get(self, key: str) -> Sentence | None:
        sentence = None
        path = self._path(key)
        with self._going_on_without(), suppress(FileNotFoundError):
            sentence = _unpack(key, path.read_bytes())
            if sentence is None:
                path.unlink()
            elif time.time() - path.stat().st_mtime > TOUCH_AFTER:
                os.utime(path)
        return sentence

    def put(self, key: str, sentence: Sentence) -> None:
        data = _pack(key, sentence)
        if len(data) > self._max_bytes:
            return
        with self._going_on_without(), self._room_for(len(data)):
            unfinished = self._folder / "unfinished"
            try:
                unfinished.write_bytes(data)
                unfinished.replace(self._path(key))
            finally:
                unfinished.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / (key + _SUFFIX)

    @contextmanager
    def _room_for(self, size: int, look: bool = False) -> Iterator[None]:
        """Nobody else writes in the meantime. Removes sentences if there would be too many."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with _locked(self._folder / "size") as counter:
            known = os.pread(counter, 8, 0)
            used = int.from_bytes(known)
            if look or len(known) < 8 or used + size > self._max_bytes:
                used = self._make_room(size)
            os.pwrite(counter, (used + size).to_bytes(8), 0)
            yield

    def _make_room(self, size: int) -> int:
        """Looks through the folder, and removes what is too much with `size` more; bytes used."""
        sentences = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.endswith(_SUFFIX):
                    with suppress(FileNotFoundError):  # a reader found it damaged
                        status = entry.stat()
                        sentences.append((status.st_mtime_ns, status.st_size, entry.path))
        used = sum(kept for _, kept, _ in sentences)
        if used + size <= self._max_bytes:
            return used
        for _, freed, path in sorted(sentences):
            if used + size <= self._max_bytes * KEPT_WHEN_FULL:
                break
            Path(path).unlink(missing_ok=True)
            used -= freed
        return used

    @contextmanager
    def _going_on_without(self) -> Iterator[None]:
        """Says once what is wrong with the disk."""
        try:
            yield
        except OSError as error:
            if not self._told:
                log.warning("sentences cannot be kept in %s: %s", self._folder, error)
            self._told = True


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """A descriptor that no other process has; the lock ends with its process."""
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
    """None for anything but what `_pack` gave for this key."""
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
    """Empty for an empty sentence, which FLAC does not have."""
    file = BytesIO()
    soundfile.write(file, pcm, RATE, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def _from_flac(data: bytes) -> Pcm:
    if not data:
        return np.zeros(0, np.int16)
    return np.asarray(soundfile.read(BytesIO(data), dtype="int16")[0])
