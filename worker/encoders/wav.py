"""WAV: 16-bit samples behind a header of 44 bytes.

The header holds the size, which is known only at the end: the stream begins with one that says
"until the end", as live sources do, and `head` is the true one for the finished file.
"""

import struct

from worker.audio import RATE, Pcm

SAMPLE_BYTES = 2
UNKNOWN = 0xFFFFFFFF
"""Bytes. Also what a file of more than 24 hours says, for which the field is too small."""


class WavEncoder:
    """Not compressed: 384 kbit/s. Every sample is sent at once."""

    def __init__(self) -> None:
        self.samples = 0
        self._unsent = _header(UNKNOWN)

    def encode(self, pcm: Pcm) -> bytes:
        """The samples, the header first."""
        self.samples += len(pcm)
        header, self._unsent = self._unsent, b""
        return header + pcm.astype("<i2", copy=False).tobytes()

    def finish(self) -> bytes:
        """Nothing, or the header if there were no samples."""
        return self._unsent

    def head(self) -> bytes:
        """The header with the size."""
        return _header(self.samples * SAMPLE_BYTES)


def _header(size: int) -> bytes:
    """`size` counts the bytes of the samples."""
    chunk = struct.pack(
        "<4sIHHIIHH",
        b"fmt ",
        16,  # bytes to follow
        1,  # PCM
        1,  # channel
        RATE,
        RATE * SAMPLE_BYTES,  # bytes a second
        SAMPLE_BYTES,
        8 * SAMPLE_BYTES,  # bits a sample
    )
    data = struct.pack("<4sI", b"data", min(size, UNKNOWN))
    rest = len(b"WAVE" + chunk + data) + size
    return struct.pack("<4sI4s", b"RIFF", min(rest, UNKNOWN), b"WAVE") + chunk + data
