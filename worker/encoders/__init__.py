"""The formats an article's audio can be written in.

To add one: a file here with one class that has Encoder's four names, a line in _FORMATS, and one
in audio_cache/formats.py.
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
    """Writes one file, front to back. The bytes are the same however the samples are cut up."""

    samples: int
    """Taken so far, at RATE."""

    def encode(self, pcm: Pcm) -> bytes:
        """The next bytes of the file, as many as are certain by now."""

    def finish(self) -> bytes:
        """The last bytes of the file; nothing can be encoded afterwards."""

    def head(self) -> bytes:
        """After `finish`: what belongs over the first bytes of the file, of the same length."""


@dataclass(frozen=True)
class Format:
    """One kind of file. Called, it begins a new one."""

    extension: str
    encoder: Callable[[], Encoder]
    gain_db: float = 0.0
    """How much louder the decoded file is than the samples that went in."""

    def __call__(self) -> Encoder:
        return self.encoder()


_FORMATS = (
    Format("mp3", Mp3Encoder, gain_db=20 * math.log10(0.95)),  # LAME's own, at this bit rate
    Format("ogg", OggEncoder),
    Format("flac", FlacEncoder),
    Format("wav", WavEncoder),
)

ENCODERS: Mapping[str, Format] = {known.extension: known for known in _FORMATS}
