"""Where finished audio is kept: the contract that every store fulfils.

An entry is an audio and its manifest, under a name as `formats.name_of` gives it. It appears whole
or not at all, and is found only while its size and SHA-256 are what the manifest says. Manifests
may outlive their audio.

    StoreError
    └── StorageFull    no room left; nothing half-written stays behind
"""

from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

from audio_cache.manifest import Manifest


class StoreError(Exception):
    """The store cannot do what was asked of it now."""


class StorageFull(StoreError):
    """No room left."""


class Store(Protocol):
    def draft(self) -> AbstractContextManager[BinaryIO]:
        """A seekable file to write an audio into; what is not published is gone afterwards.

        Raises StorageFull from the block when a write finds no room.
        """

    def publish(self, name: str, draft: BinaryIO, manifest: Manifest) -> None:
        """Makes the draft the audio of the name, replacing what is there. Raises StoreError."""

    def find(self, name: str) -> Manifest | None:
        """The manifest of an entry that is whole; None when it is missing or damaged."""

    def manifest(self, name: str) -> Manifest | None:
        """The manifest, whether its audio is still there or not."""

    def open(self, name: str) -> BinaryIO:
        """The audio's bytes. Raises FileNotFoundError."""
