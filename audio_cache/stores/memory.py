"""A store in memory, for tests."""

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from audio_cache.documents import checksums
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores.store import WITHDRAWN, Restriction, StoredAudio


class MemoryStore:
    """Keeps the parts of entries in dictionaries."""

    def __init__(self) -> None:
        self.audio: dict[Rendition, bytes] = {}
        self.manifests: dict[Rendition, Manifest] = {}
        self.documents: dict[Rendition, Mapping[str, bytes]] = {}
        self.specs: dict[str, SpeechSpec] = {}
        self.attachments: dict[tuple[str, str], bytes] = {}
        self.restrictions: dict[str, Restriction] = {}
        self.uses: dict[str, float] = {}

    def id(self) -> str:
        return str(id(self))

    def check_space(self) -> None:
        pass

    @contextmanager
    def draft(self) -> Iterator[BinaryIO]:
        yield BytesIO()

    def publish(
        self,
        rendition: Rendition,
        draft: BinaryIO,
        manifest: Manifest,
        spec: SpeechSpec,
        documents: Mapping[str, bytes],
    ) -> None:
        draft.seek(0)
        self.audio[rendition] = draft.read()
        self.specs[rendition.key] = spec
        self.documents[rendition] = documents
        self.manifests[rendition] = manifest
        self.uses[rendition.key] = time.time()

    def find(self, rendition: Rendition) -> Manifest | None:
        manifest, audio = self.manifests.get(rendition), self.audio.get(rendition)
        if manifest is None or audio is None or len(audio) != manifest.size:
            return None
        return manifest if hashlib.sha256(audio).hexdigest() == manifest.sha256 else None

    def manifest(self, rendition: Rendition) -> Manifest | None:
        return self.manifests.get(rendition)

    def document(self, rendition: Rendition, name: str) -> bytes | None:
        manifest = self.manifests.get(rendition)
        content = self.documents.get(rendition, {}).get(name)
        if manifest is None or content is None:
            return None
        return content if checksums({name: content})[name] == manifest.documents[name] else None

    def replace_documents(self, rendition: Rendition, documents: Mapping[str, bytes]) -> None:
        self.documents[rendition] = documents
        manifest = self.manifests[rendition]
        self.manifests[rendition] = replace(manifest, documents=checksums(documents))

    def set_aside(self, rendition: Rendition) -> None:
        self.manifests.pop(rendition, None)

    def spec(self, key: str) -> SpeechSpec | None:
        return self.specs.get(key)

    def attach(self, key: str, name: str, content: bytes) -> None:
        self.attachments[key, name] = content

    def attachment(self, key: str, name: str) -> bytes | None:
        return self.attachments.get((key, name))

    def restriction(self, key: str) -> Restriction | None:
        return self.restrictions.get(key)

    def restrict(self, key: str, restriction: Restriction | None) -> None:
        self.restrictions.pop(key, None)
        if restriction:
            self.restrictions[key] = restriction
        if restriction == WITHDRAWN:
            self.specs.pop(key, None)
            for attached in [each for each in self.attachments if each[0] == key]:
                del self.attachments[attached]
            for parts in (self.manifests, self.audio, self.documents):
                for rendition in [each for each in parts if each.key == key]:
                    del parts[rendition]

    def open(self, rendition: Rendition, manifest: Manifest | None = None) -> BinaryIO:
        if rendition not in self.audio:
            raise FileNotFoundError(rendition.path)
        return BytesIO(self.audio[rendition])

    def url_of(self, rendition: Rendition, manifest: Manifest, seconds: int) -> str | None:
        return None

    def record_use(self, key: str) -> None:
        self.uses[key] = time.time()

    def list(self) -> Iterator[StoredAudio]:
        for key in sorted({*self.specs, *self.restrictions, *(each.key for each in self.audio)}):
            own = [each for each in self.audio if each.key == key]
            documents = [self.documents.get(each, {}).values() for each in own]
            size = sum(len(self.audio[each]) for each in own)
            size += sum(len(content) for contents in documents for content in contents)
            formats = tuple(sorted(each.format for each in own))
            yield StoredAudio(key, formats, size, size, self.uses.get(key, 0.0))

    def evict(self, key: str) -> None:
        for rendition in [each for each in self.audio if each.key == key]:
            del self.audio[rendition]
            self.documents.pop(rendition, None)

    def sweep(self) -> int:
        return 0
