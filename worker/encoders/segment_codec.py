"""Codecs of the sentence cache: each keeps a segment as a part of its file, or lossless."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import soundfile

from worker.audio import RATE, Pcm


@dataclass(frozen=True)
class SegmentCodec:
    """A codec for single segments. Equal samples give equal bytes."""

    name: str
    """Part of the cache's keys: must change when the bytes do."""
    encode: Callable[[Pcm], bytes]
    decode: Callable[[bytes], Pcm] | None
    """None for a self-contained part of a file: its encoder takes the bytes as they are."""


def _to_flac(pcm: Pcm) -> bytes:
    """Return FLAC; empty for an empty segment, which FLAC cannot represent."""
    file = BytesIO()
    soundfile.write(file, pcm, RATE, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def _from_flac(data: bytes) -> Pcm:
    if not data:
        return np.zeros(0, np.int16)
    return np.asarray(soundfile.read(BytesIO(data), dtype="int16")[0])


LOSSLESS = SegmentCodec("flac", _to_flac, _from_flac)
