"""WAV: 16-bit samples after a header of 44 bytes.

The header contains the size, which is known only at the end. The stream begins with a placeholder
that means "until the end", as live sources use it; `head` is the final header.
"""

import struct

from worker.audio import RATE, Pcm
from worker.encoders.encoder import Encoder

SAMPLE_BYTES = 2
UNKNOWN = 0xFFFFFFFF
"""Size of unknown length. Also used for files above 24 hours, for which the field is too small."""


class WavEncoder(Encoder):
    """Writes 384 kbit/s without compression. Samples are returned at once."""

    def __init__(self) -> None:
        super().__init__()
        self._unsent = _header(UNKNOWN)

    def encode(self, pcm: Pcm) -> bytes:
        """Return the samples, after the header."""
        self.samples += len(pcm)
        header, self._unsent = self._unsent, b""
        return header + pcm.astype("<i2", copy=False).tobytes()

    def finish(self) -> bytes:
        """Return the header if there were no samples, else nothing."""
        return self._unsent

    def head(self) -> bytes:
        """Return the header with the size."""
        return _header(self.samples * SAMPLE_BYTES)


def _header(size: int) -> bytes:
    """Return the header for samples of `size` bytes."""
    chunk = struct.pack(
        "<4sIHHIIHH",
        b"fmt ",
        16,  # size of the rest of this chunk
        1,  # PCM
        1,  # channel
        RATE,
        RATE * SAMPLE_BYTES,  # bytes per second
        SAMPLE_BYTES,
        8 * SAMPLE_BYTES,  # bits per sample
    )
    data = struct.pack("<4sI", b"data", min(size, UNKNOWN))
    rest = len(b"WAVE" + chunk + data) + size
    return struct.pack("<4sI4s", b"RIFF", min(rest, UNKNOWN), b"WAVE") + chunk + data
