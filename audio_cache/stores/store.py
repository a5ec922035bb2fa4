"""The contract of a store, which keeps finished audio.

An entry is the audio of a rendition together with its manifest. It appears whole or not at all, and
is found only while its size and SHA-256 match the manifest. A manifest may outlive its audio.

    StoreError
    └── StorageFull    no space left; nothing half-written remains
"""

from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec


class StoreError(Exception):
    """The store cannot complete the operation now."""


class StorageFull(StoreError):
    """The store has no space left."""


class Store(Protocol):
    """A place for finished audio. tests/audio_cache/stores/ has its conformance suite."""

    def id(self) -> str:
        """Return the id of the store, the same in every process that shares it.

        Created when the store is used first. Raises StoreError.
        """

    def check_space(self) -> None:
        """Raise StorageFull if there is no space for another audio, as far as that is known."""

    def draft(self) -> AbstractContextManager[BinaryIO]:
        """Open a seekable file for a new audio. It is deleted on exit unless it was published.

        Raises StorageFull from the block when a write finds no space.
        """

    def publish(self, rendition: Rendition, draft: BinaryIO, manifest: Manifest) -> None:
        """Make the draft the audio of the rendition, replacing any other. Raises StoreError."""

    def find(self, rendition: Rendition) -> Manifest | None:
        """Return the manifest of a whole entry; None when it is missing or damaged."""

    def manifest(self, rendition: Rendition) -> Manifest | None:
        """Return the manifest, whether or not its audio still exists."""

    def spec(self, key: str) -> SpeechSpec | None:
        """Return the spec of an audio that was published once, also if its manifest is damaged."""

    def open(self, rendition: Rendition) -> BinaryIO:
        """Open the audio for reading. Raises FileNotFoundError."""
