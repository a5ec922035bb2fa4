"""FLAC (RFC 9639) by libsndfile: lossless, in a little more than half the bytes of WAV.

The first block, STREAMINFO, contains the number of samples and their MD5, which are known only at
the end. The stream begins with a placeholder without them; `head` is the final block.
"""

import os

import numpy as np
import soundfile

from worker.audio import RATE, Pcm
from worker.encoders.encoder import Encoder

HEAD_BYTES = 42
"""The marker `fLaC`, and STREAMINFO with its header."""


class FlacEncoder(Encoder):
    """16 bits, mono, about 220 kbit/s for speech, in frames of 4096 samples (171 ms)."""

    def __init__(self) -> None:
        super().__init__()
        self._sink = _Sink()
        self._file = soundfile.SoundFile(self._sink, "w", RATE, 1, "PCM_16", format="FLAC")

    def encode(self, pcm: Pcm) -> bytes:
        """Return the frames that are complete, after the headers."""
        self.samples += len(pcm)
        self._file.write(pcm)
        return self._sink.take()

    def finish(self) -> bytes:
        """Return the last frame. A file without samples is valid and lasts 0 s."""
        if self.samples:
            self._file.close()
            return self._sink.take()
        self._file.write(np.zeros(1, np.int16))  # libsndfile writes no headers without a sample
        headers = self._sink.take()
        self._file.close()
        self._sink.head[:] = headers[:HEAD_BYTES]  # undo the sample
        return headers

    def head(self) -> bytes:
        """Return STREAMINFO with the number of samples and the MD5."""
        return bytes(self._sink.head)


class _Sink:
    """A file object for libsndfile that gives its bytes away and keeps only a copy of the head.

    libsndfile seeks back only on closing, and only to the head.
    """

    def __init__(self) -> None:
        self.head = bytearray()
        self._unsent = bytearray()
        self._position = 0
        self._size = 0

    def take(self) -> bytes:
        taken = bytes(self._unsent)
        self._unsent.clear()
        return taken

    def write(self, data: bytes) -> int:
        end = self._position + len(data)
        if self._position < self._size:
            self.head[self._position : end] = data
        else:
            self.head += data[: HEAD_BYTES - len(self.head)]
            self._unsent += data
            self._size = end
        self._position = end
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        starts = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}
        self._position = starts[whence] + offset
        return self._position

    def tell(self) -> int:
        return self._position
