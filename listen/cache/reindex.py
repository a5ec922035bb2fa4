"""Brings stored audio to the form of this version."""

from collections.abc import Iterator
from dataclasses import dataclass

from audio_cache.rendition import Rendition
from audio_cache.stores import Store
from worker.documents.make import restore_documents


@dataclass(frozen=True)
class Reindexed:
    """What was done with a stored file."""

    rendition: Rendition
    restored: bool = False
    """Its documents were made again."""
    lost: bool = False
    """It was set aside, so that it is made again when it is requested."""


def reindex(store: Store) -> Iterator[Reindexed]:
    """Read every manifest, and make missing and damaged documents again. Yield each audio.

    The manifests are the index of a store. Reading one from before version 0.3 replaces it.

    Raises StoreError.
    """
    for audio in store.list():
        for extension in audio.formats:
            yield _reindex(store, Rendition(audio.key, extension))


def _reindex(store: Store, rendition: Rendition) -> Reindexed:
    manifest = store.manifest(rendition)
    if manifest is None:
        return Reindexed(rendition, lost=True)
    names = set(manifest.documents)
    if len(names) > 1 and all(store.document(rendition, name) for name in names):
        return Reindexed(rendition)
    restored = restore_documents(store, rendition)
    return Reindexed(rendition, restored=restored, lost=not restored)
