"""A store in a bucket of an S3-compatible service.

PREFIX/audio/KEY/mp3.json            manifest
PREFIX/audio/KEY/mp3.DIGEST          audio; the manifest has the digest
PREFIX/audio/KEY/mp3.marks.json.gz   a document
PREFIX/audio/KEY/mp3.evicted.json    manifest of an audio that was evicted
PREFIX/audio/KEY/spec.json.gz        spec
PREFIX/audio/KEY/restriction         a restriction
PREFIX/audio/KEY/attached.NAME       an attachment
PREFIX/audio/KEY/used                empty; its time is that of the last use
PREFIX/store-id

Audio of other bytes has another name, so that a manifest, which is written last, never describes
another audio than its own: neither two writers nor a reader in the middle need a lock.
"""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from typing import BinaryIO
from uuid import uuid4

from audio_cache.documents import checksums, compress, decompress
from audio_cache.formats import FORMATS
from audio_cache.key import key_of_json
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores import s3_listing
from audio_cache.stores import s3_names as names
from audio_cache.stores.disk import local_draft
from audio_cache.stores.read_manifest import MANIFEST_ERRORS, read_manifest
from audio_cache.stores.remote_file import RemoteFile
from audio_cache.stores.s3_objects import S3Objects
from audio_cache.stores.s3_verifier import S3Verifier
from audio_cache.stores.store import SIGNED, WITHDRAWN, Restriction, StoredAudio, StoreError
from audio_cache.stores.uses import Uses

log = logging.getLogger(__name__)

_ID = "store-id"
_IMMUTABLE = "public, max-age=31536000, immutable"

_ID_PAUSE = 1.0
"""Seconds in which processes that create the id at the same time have all written theirs."""


class S3Store:
    """Keeps entries as objects, in a folder for each key."""

    def __init__(self, objects: S3Objects) -> None:
        self._objects = objects
        self._verifier = S3Verifier(objects)
        self._uses = Uses()
        self._id = ""

    def id(self) -> str:
        if not self._id:
            self._id = self._find_id()
        return self._id

    def check_space(self) -> None:
        """A bucket has no size. This asks the service whether it answers."""
        if self._id and self._read_id() != self._id:
            raise StoreError("The id of the audio store has changed: it was emptied or replaced.")
        self.id()

    def draft(self) -> AbstractContextManager[BinaryIO]:
        return local_draft()

    def publish(
        self,
        rendition: Rendition,
        draft: BinaryIO,
        manifest: Manifest,
        spec: SpeechSpec,
        documents: Mapping[str, bytes],
    ) -> None:
        """Write the manifest last: `find` ignores an entry without it."""
        if self.spec(rendition.key) is None:
            self._objects.write(names.spec(rendition.key), compress(spec.to_json()))
        audio = names.audio(rendition, manifest)
        self._objects.write(audio, draft, FORMATS[rendition.format], _IMMUTABLE)
        self._write_described(rendition, manifest, documents)
        self._objects.delete([names.evicted(rendition)])

    def find(self, rendition: Rendition) -> Manifest | None:
        manifest = self._current(rendition)
        if manifest is None:
            return None
        name = names.audio(rendition, manifest)
        is_intact = self._verifier.is_intact(name, manifest.size, manifest.sha256)
        return manifest if is_intact else None

    def manifest(self, rendition: Rendition) -> Manifest | None:
        """A damaged manifest counts as missing."""
        return self._current(rendition) or self._read_manifest(rendition, names.evicted(rendition))

    def document(self, rendition: Rendition, name: str) -> bytes | None:
        manifest = self._current(rendition)
        if manifest is None or name not in manifest.documents:
            return None
        content = self._read(names.document(rendition, name))
        is_intact = content and checksums({name: content})[name] == manifest.documents[name]
        return content if is_intact else None

    def replace_documents(self, rendition: Rendition, documents: Mapping[str, bytes]) -> None:
        manifest = self._current(rendition)
        if manifest:
            manifest = replace(manifest, documents=checksums(documents))
            self._write_described(rendition, manifest, documents)

    def set_aside(self, rendition: Rendition) -> None:
        with suppress(StoreError):
            self._objects.delete([names.manifest(rendition), names.evicted(rendition)])

    def spec(self, key: str) -> SpeechSpec | None:
        """The key is the checksum of the spec."""
        try:
            spec = decompress(self._read(names.spec(key)) or b"").decode()
            return SpeechSpec.from_json(spec) if key_of_json(spec) == key else None
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def open(self, rendition: Rendition, manifest: Manifest | None = None) -> BinaryIO:
        manifest = manifest or self._current(rendition)
        if manifest is None:
            raise FileNotFoundError(rendition.path)
        return RemoteFile(self._objects, self._objects.stat(names.audio(rendition, manifest)))

    def attach(self, key: str, name: str, content: bytes) -> None:
        self._objects.write(names.attachment(key, name), content)

    def attachment(self, key: str, name: str) -> bytes | None:
        return self._read(names.attachment(key, name))

    def restriction(self, key: str) -> Restriction | None:
        """A damaged one counts as `withdrawn`."""
        found = self._read(names.restriction(key))
        if found is None:
            return None
        return SIGNED if found == SIGNED.encode() else WITHDRAWN

    def restrict(self, key: str, restriction: Restriction | None) -> None:
        name = names.restriction(key)
        if restriction is None:
            self._objects.delete([name])
            return
        self._objects.write(name, restriction.encode())
        if restriction == WITHDRAWN:
            found = [each.name for each in self._objects.list(names.folder(key))]
            self._objects.delete([each for each in found if each != name])

    def url_of(self, rendition: Rendition, manifest: Manifest, seconds: int) -> str | None:
        return self._objects.sign(names.audio(rendition, manifest), seconds)

    def record_use(self, key: str) -> None:
        if self._uses.is_new(key):
            with suppress(StoreError):
                self._objects.write(names.use(key), b"")

    def list(self) -> Iterator[StoredAudio]:
        for folder in s3_listing.folders(self._objects.list("audio")):
            yield s3_listing.describe(folder)

    def evict(self, key: str) -> None:
        """Rename the manifests. `sweep` deletes the audio when its readers have had an hour."""
        found = {each.name for each in self._objects.list(names.folder(key))}
        for rendition in (Rendition(key, each) for each in FORMATS):
            if names.manifest(rendition) not in found:
                continue
            if content := self._read(names.manifest(rendition)):
                self._objects.write(names.evicted(rendition), content, "application/json")
                self._objects.delete([names.manifest(rendition)])

    def sweep(self) -> int:
        count = 0
        for folder in s3_listing.folders(self._objects.list("audio")):
            waste = s3_listing.waste(folder, time.time(), self._digest)
            self._objects.delete(waste)
            count += len(waste)
        return count

    def _digest(self, key: str, extension: str) -> str | None:
        """Return the end of the name of the current audio; None if there is none."""
        manifest = self._current(Rendition(key, extension))
        return names.digest(manifest) if manifest else None

    def _current(self, rendition: Rendition) -> Manifest | None:
        return self._read_manifest(rendition, names.manifest(rendition))

    def _read_manifest(self, rendition: Rendition, name: str) -> Manifest | None:
        content = self._read(name)
        try:
            return read_manifest(content.decode(), rendition) if content is not None else None
        except MANIFEST_ERRORS as error:
            log.warning("ignored a damaged manifest, %s: %r", name, error)
            return None

    def _write_described(
        self, rendition: Rendition, manifest: Manifest, documents: Mapping[str, bytes]
    ) -> None:
        for name, content in documents.items():
            self._objects.write(names.document(rendition, name), content)
        text = manifest.to_json().encode()
        self._objects.write(names.manifest(rendition), text, "application/json")

    def _read(self, name: str) -> bytes | None:
        try:
            return self._objects.read(name)
        except FileNotFoundError:
            return None

    def _read_id(self) -> str:
        return (self._read(_ID) or b"").decode("ascii", "replace")

    def _find_id(self) -> str:
        """Return the id of the store, which is created if there is none.

        Several processes may create it together, on a service that ignores If-None-Match: then the
        last one counts. So nobody believes an id that is new.
        """
        found = self._read_id()  # first: an answer to HEAD could not say why it is refused
        if not found:
            self._objects.create(_ID, uuid4().hex.encode())
        if not found or self._is_id_new():
            time.sleep(_ID_PAUSE)
            found = self._read_id()
        if found:
            return found
        raise StoreError("The id of the audio store cannot be read after it was written.")

    def _is_id_new(self) -> bool:
        try:
            return time.time() - self._objects.stat(_ID).modified < 2 * _ID_PAUSE
        except FileNotFoundError:
            return True
