"""Ogg Opus (RFC 7845) by libsndfile: half the bytes of MP3, exact to the sample in every player.

The end of the sound stands in the last page and the delay of the encoder in the first, so that no
byte has to be corrected afterwards. Two properties of libsndfile: it gives each stream a random
serial number, which is replaced here by a constant, so that the same samples make the same bytes;
and it runs libopus at its highest effort: 35 ms of processor time for a second of sound.
"""

import zlib
from collections.abc import Iterator

import numpy as np
import soundfile

from worker.audio import RATE, Pcm

BIT_PER_SECOND = 32_000
COMPRESSION_LEVEL = 1 - (BIT_PER_SECOND - 6_000) / 250_000
"""libsndfile's scale, from 256 kbit/s at 0 to 6 kbit/s at 1."""

SERIAL = 1
GRANULE_RATE = 48_000
"""Hz, in which pages count their samples, whatever the rate of the sound."""


class OggEncoder:
    """About 32 kbit/s mono (variable), in pages of about a second."""

    def __init__(self) -> None:
        self.samples = 0
        self._sink = _Sink()
        self._file = soundfile.SoundFile(
            self._sink, "w", RATE, 1, "OPUS", format="OGG", compression_level=COMPRESSION_LEVEL
        )

    def encode(self, pcm: Pcm) -> bytes:
        """The pages now complete, the two of headers first; at most 1.03 s lag behind."""
        self.samples += len(pcm)
        self._file.write(pcm)
        return b"".join(map(_seal, _pages(self._sink.take())))

    def finish(self) -> bytes:
        """The last page. Without any samples the file is valid and lasts 0 s."""
        uncounted = 0
        if not self.samples:
            self._file.write(np.zeros(1, np.int16))  # libsndfile ends no stream that never began
            uncounted = GRANULE_RATE // RATE
        self._file.close()
        return b"".join(_seal(page, uncounted) for page in _pages(self._sink.take()))

    def head(self) -> bytes:
        """Nothing: the file is already true."""
        return b""


class _Sink:
    """All that libsndfile asks of a file for Ogg, in which it never goes back.

    Without the finalizer of an io.BytesIO, which may run before libsndfile's last write.
    """

    def __init__(self) -> None:
        self._unsent = bytearray()

    def take(self) -> bytes:
        taken = bytes(self._unsent)
        self._unsent.clear()
        return taken

    def write(self, data: bytes) -> int:
        self._unsent += data
        return len(data)

    def seek(self, _offset: int, _whence: int) -> int:
        return 0

    def tell(self) -> int:
        return 0


def _pages(written: bytes) -> Iterator[bytes]:
    """What libsndfile has written, which is always whole pages (RFC 3533, section 6)."""
    while written:
        body = 27 + written[26]  # after the fixed fields and the table of segments
        size = body + sum(written[27:body])
        yield written[:size]
        written = written[size:]


def _seal(page: bytes, uncounted: int = 0) -> bytes:
    """The page with our serial number and, if it counts samples at all, fewer of them."""
    granule = max(0, int.from_bytes(page[6:14], "little") - uncounted)
    start = page[:6] + granule.to_bytes(8, "little") + SERIAL.to_bytes(4, "little") + page[18:22]
    checksum = _crc32(start + bytes(4) + page[26:])
    return start + checksum.to_bytes(4, "little") + page[26:]


_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def _crc32(message: bytes) -> int:
    """Ogg's CRC: zlib's with the bits the other way round, beginning and ending with zeros."""
    mirrored = zlib.crc32(message.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
