"""Encoders turn samples into files, one format each.

To add one: a module with a subclass of `Encoder`, a line in _FORMATS, and a line in
audio_cache/formats.py.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from worker.encoders.encoder import Encoder
from worker.encoders.flac import FlacEncoder
from worker.encoders.mp3 import MP3_SEGMENTS, Mp3Encoder
from worker.encoders.ogg import OggEncoder
from worker.encoders.segment_codec import LOSSLESS, SegmentCodec
from worker.encoders.wav import WavEncoder


@dataclass(frozen=True)
class Format:
    """A file format. Calling it creates an encoder for a new file."""

    extension: str
    encoder: Callable[[], Encoder]
    gain_db: float = 0.0
    """Gain of the decoded file over the encoded samples."""
    segments: SegmentCodec = LOSSLESS
    """Codec of the sentence cache for segments of such files."""

    def __call__(self) -> Encoder:
        return self.encoder()


_FORMATS = (
    Format("mp3", Mp3Encoder, 20 * math.log10(0.95), MP3_SEGMENTS),  # LAME's gain at this bit rate
    Format("ogg", OggEncoder),
    Format("flac", FlacEncoder),
    Format("wav", WavEncoder),
)

ENCODERS: Mapping[str, Format] = {each.extension: each for each in _FORMATS}
