"""A store in memory, for tests."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec


class MemoryStore:
    """Keeps entries in two dictionaries."""

    def __init__(self) -> None:
        self.audio: dict[Rendition, bytes] = {}
        self.manifests: dict[Rendition, Manifest] = {}

    def id(self) -> str:
        return str(id(self))

    def check_space(self) -> None:
        pass

    @contextmanager
    def draft(self) -> Iterator[BinaryIO]:
        yield BytesIO()

    def publish(self, rendition: Rendition, draft: BinaryIO, manifest: Manifest) -> None:
        draft.seek(0)
        self.audio[rendition] = draft.read()
        self.manifests[rendition] = manifest

    def find(self, rendition: Rendition) -> Manifest | None:
        manifest, audio = self.manifests.get(rendition), self.audio.get(rendition)
        if manifest is None or audio is None or len(audio) != manifest.size:
            return None
        return manifest if hashlib.sha256(audio).hexdigest() == manifest.sha256 else None

    def manifest(self, rendition: Rendition) -> Manifest | None:
        return self.manifests.get(rendition)

    def spec(self, key: str) -> SpeechSpec | None:
        manifest = self.manifests.get(Rendition(key))
        return manifest.spec if manifest else None

    def open(self, rendition: Rendition) -> BinaryIO:
        if rendition not in self.audio:
            raise FileNotFoundError(rendition.path)
        return BytesIO(self.audio[rendition])
