"""The file of a sentence: a SHA-256 of its key and the rest, its loudness, its encoded sound."""

import hashlib
import struct
from dataclasses import dataclass

import numpy as np

from worker.loudness import Loudness

FORMAT = 2
"""Version. Must be raised with every change to the files or to the measurement of loudness."""

_SHA256_BYTES = 32
_HEADER = struct.Struct("<QQd")  # samples, number of energies, true peak


@dataclass(frozen=True)
class Sentence:
    """The levelled audio of a sentence, and its contribution to the article's loudness."""

    encoded: bytes
    """By the SegmentCodec that its key names."""
    loudness: Loudness


def pack(key: str, sentence: Sentence) -> bytes:
    """Return the file of a sentence."""
    loudness = sentence.loudness
    body = _HEADER.pack(loudness.samples, len(loudness.energies), loudness.true_peak)
    body += np.array(loudness.energies, "<f8").tobytes() + sentence.encoded
    return _sha256(key, body) + body


def unpack(key: str, data: bytes) -> Sentence | None:
    """Return None for anything but the output of `pack` for this key."""
    body = data[_SHA256_BYTES:]
    if data[:_SHA256_BYTES] != _sha256(key, body):
        return None
    samples, count, true_peak = _HEADER.unpack_from(body)
    energies = np.frombuffer(body, "<f8", count, _HEADER.size)
    encoded = body[_HEADER.size + energies.nbytes :]
    return Sentence(encoded, Loudness(samples, tuple(energies.tolist()), true_peak))


def _sha256(key: str, body: bytes) -> bytes:
    digest = hashlib.sha256(f"{FORMAT} {key} ".encode())
    digest.update(body)
    return digest.digest()
