"""Encoders turn samples into files, one format each.

To add one: a module with a class that implements `Encoder`, a line in _FORMATS, and a line in
audio_cache/formats.py.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from worker.audio import Pcm
from worker.encoders.flac import FlacEncoder
from worker.encoders.mp3 import Mp3Encoder
from worker.encoders.ogg import OggEncoder
from worker.encoders.wav import WavEncoder


class Encoder(Protocol):
    """Writes one file, front to back. Its bytes do not depend on how the samples are chunked."""

    samples: int
    """Number of samples encoded so far, at RATE."""

    def encode(self, pcm: Pcm) -> bytes:
        """Return the next bytes of the file, as many as are final by now."""

    def finish(self) -> bytes:
        """Return the last bytes of the file. Nothing can be encoded afterwards."""

    def head(self) -> bytes:
        """Return, after `finish`, the bytes that must overwrite the beginning of the file."""


@dataclass(frozen=True)
class Format:
    """A file format. Calling it creates an encoder for a new file."""

    extension: str
    encoder: Callable[[], Encoder]
    gain_db: float = 0.0
    """Gain of the decoded file over the encoded samples."""

    def __call__(self) -> Encoder:
        return self.encoder()


_FORMATS = (
    Format("mp3", Mp3Encoder, gain_db=20 * math.log10(0.95)),  # LAME's gain at this bit rate
    Format("ogg", OggEncoder),
    Format("flac", FlacEncoder),
    Format("wav", WavEncoder),
)

ENCODERS: Mapping[str, Format] = {each.extension: each for each in _FORMATS}
