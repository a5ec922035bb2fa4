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

    def publish(self, name: str, draft: BinaryIO, manifest: Manifest) -> None:
        draft.seek(0)
        self.audio[name] = draft.read()
        self.manifests[name] = manifest

    def find(self, name: str) -> Manifest | None:
        manifest, audio = self.manifests.get(name), self.audio.get(name)
        if manifest is None or audio is None or len(audio) != manifest.size:
            return None
        return manifest if hashlib.sha256(audio).hexdigest() == manifest.sha256 else None

    def manifest(self, name: str) -> Manifest | None:
        return self.manifests.get(name)

    def open(self, name: str) -> BinaryIO:
        if name not in self.audio:
            raise FileNotFoundError(name)
        return BytesIO(self.audio[name])
