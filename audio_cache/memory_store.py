"""A store that forgets: for tests and trials."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from audio_cache.manifest import Manifest


class MemoryStore:
    def __init__(self) -> None:
        self.audio: dict[str, bytes] = {}
        self.manifests: dict[str, Manifest] = {}

    @contextmanager
    def draft(self) -> Iterator[BinaryIO]:
        yield BytesIO()

    def publish(self, key: str, draft: BinaryIO, manifest: Manifest) -> None:
        draft.seek(0)
        self.audio[key] = draft.read()
        self.manifests[key] = manifest

    def find(self, key: str) -> Manifest | None:
        manifest, audio = self.manifests.get(key), self.audio.get(key)
        if manifest is None or audio is None or len(audio) != manifest.size:
            return None
        return manifest if hashlib.sha256(audio).hexdigest() == manifest.sha256 else None

    def manifest(self, key: str) -> Manifest | None:
        return self.manifests.get(key)

    def open(self, key: str) -> BinaryIO:
        if key not in self.audio:
            raise FileNotFoundError(key)
        return BytesIO(self.audio[key])
