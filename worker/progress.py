"""The interface by which a production reports its progress."""

from typing import Protocol

from audio_cache.timing import Timing


class Progress(Protocol):
    """Receives the progress of a production."""

    def begin(self, total: int) -> None:
        """The script is written: it has `total` segments. The first of them can be heard."""

    def checkpoint(self) -> None:
        """Called before each segment and while waiting for one. May raise to stop."""

    def segment(self, timing: Timing, cached: bool) -> None:
        """A segment was placed. `cached`: it came from the sentence cache."""

    def audio(self, chunk: bytes) -> None:
        """The next bytes of the file, from another thread. Its head is still a placeholder."""
