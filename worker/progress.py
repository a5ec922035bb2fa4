"""What follows a production: it is told what is made, and may stop it."""

from typing import Protocol

from audio_cache.timing import Timing


class Progress(Protocol):
    """Receives the progress of a production."""

    def begin(self, total: int) -> None:
        """The script is written: it has `total` segments."""

    def checkpoint(self) -> None:
        """Called before each segment and while waiting for an online voice. May raise to stop."""

    def check(self) -> None:
        """Called while bulk work waits for an offline voice, which may hang. May raise to stop."""

    def segment(self, timing: Timing, cached: bool) -> None:
        """A segment was placed. `cached`: it came from the sentence cache."""

    def audio(self, chunk: bytes) -> None:
        """The next bytes of the file, from another thread. Its head is still a placeholder."""
