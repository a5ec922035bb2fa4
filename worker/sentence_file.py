"""The file of a sentence: a SHA-256 of its key and the rest, its loudness, its FLAC."""

import hashlib
import struct
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import soundfile

from worker.audio import RATE, Pcm
from worker.loudness import Loudness

FORMAT = 1
"""Version. Must be raised with every change to the files or to the measurement of loudness."""

_SHA256_BYTES = 32
_HEADER = struct.Struct("<QQd")  # samples, number of energies, true peak


@dataclass(frozen=True)
class Sentence:
    """The levelled audio of a sentence, and its contribution to the article's loudness."""

    pcm: Pcm
    loudness: Loudness


def pack(key: str, sentence: Sentence) -> bytes:
    """Return the file of a sentence."""
    loudness = sentence.loudness
    body = _HEADER.pack(loudness.samples, len(loudness.energies), loudness.true_peak)
    body += np.array(loudness.energies, "<f8").tobytes() + _to_flac(sentence.pcm)
    return _sha256(key, body) + body


def unpack(key: str, data: bytes) -> Sentence | None:
    """Return None for anything but the output of `pack` for this key."""
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
