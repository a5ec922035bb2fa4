"""Properties of a delivered file: its format, and the length that it declares."""

import wave
from dataclasses import dataclass
from io import BytesIO

import soundfile

from bench.sound import decode_any

_TAGS = (b"Info", b"Xing")
_HEAD = 4096
"""Bytes in which an MP3's first frame begins, after its ID3 tag."""
_FRAME = 576
"""Samples of a frame below 32 kHz (MPEG-2); above, it has twice as many."""


@dataclass(frozen=True)
class Delivered:
    """A finished file."""

    format: str
    """Name of the format, such as MP3."""
    rate: int
    """Hz."""
    size: int
    """Bytes."""
    declared: float
    """Seconds, as the head says."""
    decoded: float
    """Seconds."""
    ranges: bool
    """True: parts of it can be requested by HTTP."""

    @property
    def error(self) -> float:
        """Seconds between both lengths."""
        return abs(self.declared - self.decoded)

    def __str__(self) -> str:
        ranges = "HTTP ranges" if self.ranges else "no HTTP ranges"
        format_ = f"{self.format}, {self.rate / 1000:.4g} kHz"
        return f"{format_}, {self.size / 1e6:.2f} MB for {self.decoded:.2f} s, {ranges}"


def delivered(data: bytes, ranges: bool) -> Delivered:
    samples, rate = decode_any(data)
    format_: str = soundfile.info(BytesIO(data)).format
    declared = _wav_frames(data) if format_ == "WAV" else _mp3_frames(data, rate)
    return Delivered(format_, rate, len(data), declared / rate, len(samples) / rate, ranges)


def _wav_frames(data: bytes) -> int:
    with wave.open(BytesIO(data)) as file:
        return int(file.getnframes())


def _mp3_frames(data: bytes, rate: int) -> int:
    """Return the samples that the tag of the first frame declares, without the encoder's delays.

    Raises ValueError if there is none.
    """
    found = [at for tag in _TAGS if (at := data.find(tag, 0, _HEAD)) >= 0]
    if not found:
        raise ValueError("the MP3 declares no length")
    tag = memoryview(data)[found[0] :]
    frames = int.from_bytes(tag[8:12], "big")
    # LAME's part begins at byte 120, its delays at byte 21 of it: twice twelve bits.
    delays = int.from_bytes(tag[141:144], "big")
    return frames * (_FRAME if rate < 32_000 else 2 * _FRAME) - (delays >> 12) - (delays & 0xFFF)
