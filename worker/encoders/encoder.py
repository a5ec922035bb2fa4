"""The contract of an encoder. tests/worker/encoders/test_contract.py is its conformance suite."""

from abc import ABC, abstractmethod

from worker.audio import Pcm, silence


class Encoder(ABC):
    """Writes one file, front to back. Its bytes do not depend on how the samples are chunked."""

    def __init__(self) -> None:
        self.samples = 0
        """Number of samples encoded so far, at RATE."""

    @abstractmethod
    def encode(self, pcm: Pcm) -> bytes:
        """Return the next bytes of the file, as many as are final by now."""

    def pause(self, samples: int) -> bytes:
        """Encode the silence after a segment. Returns the next bytes, like `encode`."""
        return self.encode(silence(samples))

    def splice(self, encoded: bytes, samples: int) -> bytes:
        """Continue with a segment that the format's codec has encoded. Returns the next bytes.

        Only for formats whose codec is self-contained, and only at the start of a segment.
        """
        raise NotImplementedError

    @abstractmethod
    def finish(self) -> bytes:
        """Return the last bytes of the file. Nothing can be encoded afterwards."""

    @abstractmethod
    def head(self) -> bytes:
        """Return, after `finish`, the bytes that must overwrite the beginning of the file."""
