"""FLAC (RFC 9639) by libsndfile: the samples themselves, in a bit more than half the bytes.

Its first block, STREAMINFO, holds the number of samples and their MD5, known only at the end: the
stream begins with one that leaves them open, and `head` is the true one for the finished file.
"""

import os

import numpy as np
import soundfile

from worker.audio import RATE, Pcm

HEAD_BYTES = 42
"""The mark `fLaC`, and STREAMINFO with its own header."""


class FlacEncoder:
    """16 bits, mono, about 220 kbit/s for speech, in frames of 4096 samples (171 ms)."""

    def __init__(self) -> None:
        self.samples = 0
        self._sink = _Sink()
        self._file = soundfile.SoundFile(self._sink, "w", RATE, 1, "PCM_16", format="FLAC")

    def encode(self, pcm: Pcm) -> bytes:
        """The frames now complete, the headers first."""
        self.samples += len(pcm)
        self._file.write(pcm)
        return self._sink.take()

    def finish(self) -> bytes:
        """The last frame. Without any samples the file is valid and lasts 0 s."""
        if self.samples:
            self._file.close()
            return self._sink.take()
        self._file.write(np.zeros(1, np.int16))  # libsndfile writes nothing before a sample comes
        headers = self._sink.take()
        self._file.close()
        self._sink.head[:] = headers[:HEAD_BYTES]  # as if it had not come
        return headers

    def head(self) -> bytes:
        """STREAMINFO with the counts and the MD5."""
        return bytes(self._sink.head)


class _Sink:
    """What libsndfile takes for a file: bytes leave it for good, but for a copy of the head.

    libsndfile goes back only on closing, and only to the head.
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
