"""The contract of a store, which keeps finished audio.

An entry is the audio of a rendition together with its manifest, its documents and its spec. It
appears whole or not at all, and is found only while size and SHA-256 of the audio match the
manifest. A manifest and a spec may outlive the audio.

    StoreError
    ├── StorageFull    no space left; nothing half-written remains
    └── StoreAway      the store is another machine, which does not answer
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec

Restriction = Literal["withdrawn", "signed"]
"""The clients that may have an audio. `withdrawn`: nobody. `signed`: those with a signed URL.

It lies in the store because audio is served without Redis and without the database.
"""

WITHDRAWN: Restriction = "withdrawn"
SIGNED: Restriction = "signed"


class StoreError(Exception):
    """The store cannot complete the operation now."""


class StorageFull(StoreError):
    """The store has no space left."""


class StoreAway(StoreError):
    """The store is another machine, which does not answer: no other request would fare better."""


@dataclass(frozen=True)
class StoredAudio:
    """What a store keeps of one key: the audio in each of its formats, and what belongs to it."""

    key: str
    formats: tuple[str, ...]
    """Formats whose audio is there, whole or damaged, in alphabetical order."""
    size: int
    """Bytes of all files of the key, but not of what `sweep` deletes."""
    evictable: int
    """Bytes of those that `evict` deletes."""
    used: float
    """Unix time in seconds: when it was made, or when `record_use` was called last."""


class Store(Protocol):
    """A place for finished audio. tests/audio_cache/stores/ has its conformance suite.

    Every method may raise StoreError when the store is elsewhere and cannot be reached.
    """

    def id(self) -> str:
        """Return the id of the store, the same in every process that shares it.

        Created when the store is used first. Raises StoreError.
        """

    def check_space(self) -> None:
        """Raise StorageFull if there is no space for another audio, as far as that is known.

        Raises StoreError if the store cannot be used now.
        """

    def draft(self) -> AbstractContextManager[BinaryIO]:
        """Open a seekable file for a new audio. It is deleted on exit unless it was published.

        Raises StorageFull from the block when a write finds no space.
        """

    def publish(
        self,
        rendition: Rendition,
        draft: BinaryIO,
        manifest: Manifest,
        spec: SpeechSpec,
        documents: Mapping[str, bytes],
    ) -> None:
        """Make the draft the audio of the rendition, replacing any other. Raises StoreError.

        `manifest.documents` must hold the checksums of the documents, which are compressed.
        """

    def find(self, rendition: Rendition) -> Manifest | None:
        """Return the manifest of a whole entry; None when it is missing or damaged."""

    def manifest(self, rendition: Rendition) -> Manifest | None:
        """Return the manifest, whether or not its audio still exists."""

    def document(self, rendition: Rendition, name: str) -> bytes | None:
        """Return a compressed document; None if it does not match the manifest's checksum."""

    def replace_documents(self, rendition: Rendition, documents: Mapping[str, bytes]) -> None:
        """Store all documents of an audio again, and their checksums. Raises StoreError."""

    def set_aside(self, rendition: Rendition) -> None:
        """Forget the manifest of an entry that is damaged, so that its audio counts as evicted."""

    def spec(self, key: str) -> SpeechSpec | None:
        """Return the spec of an audio that was published once; None if it is missing or damaged."""

    def open(self, rendition: Rendition, manifest: Manifest | None = None) -> BinaryIO:
        """Open the audio for reading, that of `manifest` if it is given. Raises FileNotFoundError.

        Reading raises FileNotFoundError too if the audio was deleted elsewhere meanwhile.
        """

    def attach(self, key: str, name: str, content: bytes) -> None:
        """Keep a file beside the audio of a key, until that is withdrawn. Raises StoreError."""

    def attachment(self, key: str, name: str) -> bytes | None:
        """Return a file that `attach` kept; None if it is missing. It may be damaged."""

    def restriction(self, key: str) -> Restriction | None:
        """Return who may have the audio of a key in any format; None: everybody."""

    def restrict(self, key: str, restriction: Restriction | None) -> None:
        """Restrict the audio of a key, which may not exist yet; None: everybody may have it.

        What is withdrawn is deleted, its spec too. Raises StoreError.
        """

    def url_of(self, rendition: Rendition, manifest: Manifest, seconds: int) -> str | None:
        """Return a URL at which everybody may GET the audio for so long; None if there is none."""

    def record_use(self, key: str) -> None:
        """Remember that the audio of a key was played. It is written once an hour at most.

        Raises no error: playing must not depend on it.
        """

    def list(self) -> Iterator[StoredAudio]:
        """Yield what the store keeps, a key at a time. Reads no file. Raises StoreError."""

    def evict(self, key: str) -> None:
        """Delete the audio and the documents of a key. Its manifests and its spec remain.

        Readers who have opened the audio may read it to its end, for an hour at least. Raises
        StoreError.
        """

    def sweep(self) -> int:
        """Delete what no entry needs: drafts of killed writers, audio that was replaced or evicted.

        Returns the number of files. Raises StoreError.
        """
