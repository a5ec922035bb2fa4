"""The formats an article's audio can be written in.

To add one: a file here with one class that has these four names, and a line in ENCODERS.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from worker.audio import Pcm
from worker.encoders.mp3 import Mp3Encoder


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


ENCODERS: Mapping[str, Callable[[], Encoder]] = {
    "mp3": Mp3Encoder,
}
