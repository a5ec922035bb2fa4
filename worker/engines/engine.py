"""The contract of an engine. tests/worker/engines/test_contract.py is its conformance suite."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Self

from redis import Redis

from audio_cache.voice import Voice
from worker.audio import Samples
from worker.config import WorkerConfig
from worker.downloads.download import Announce
from worker.errors import DownloadError


class Engine(ABC):
    """A source of voices, built once per process. Subclasses override only what differs."""

    concurrency = 1
    """Number of threads that may call `synthesize` at the same time. Above 1 only if that is
    faster."""

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        """Create the engine without opening a connection.

        Raises EngineSetupError if it cannot run on this machine.
        """
        return cls()

    @classmethod
    def fetch(cls, config: WorkerConfig, voice: str, announce: Announce) -> Path:
        """Download and verify the model of a voice, given by its name; return the model's path.

        Calls `announce` before the download begins. Raises DownloadError, also by default: most
        engines download nothing.
        """
        raise DownloadError("its engine has no downloads")

    @abstractmethod
    def voices(self) -> list[Voice]:
        """Return the voices that the engine can speak with now."""

    @abstractmethod
    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        """Return mono samples in [-1, 1] at the voice's sample rate.

        Equal arguments must give equal samples, unless the engine's module says that it cannot
        guarantee this. `text` contains at least one letter or digit. It exceeds the voice's
        `max_characters` only if it cannot be split. For a voice with `ipa`, it may contain words in
        the notation of worker/script/normalize/ipa.py. `speed` is a factor of the voice's normal
        pace. Raises EngineError.
        """

    def gain(self, voice: str, speed: float) -> float:
        """Return the dB that bring the voice to -19 LUFS. A change must change the revision."""
        return 0.0

    def warm(self) -> None:  # noqa: B027  # most engines have nothing to load
        """Load whatever would delay the first sentence."""

    def release_memory(self) -> None:  # noqa: B027  # most engines keep none
        """Free what is kept only to be faster in the next sentence. Other threads may speak."""

    def degraded(self) -> str:
        """Return in one sentence why the engine cannot speak now; empty if nothing is known."""
        return ""

    def close(self) -> None:  # noqa: B027  # most engines have no connections
        """Release connections."""
