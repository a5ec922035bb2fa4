"""A store in a folder, written atomically.

FOLDER/ab/cd/KEY.mp3              audio
FOLDER/ab/cd/KEY.json             manifest
FOLDER/ab/cd/KEY.spec.json.gz     spec
FOLDER/ab/cd/KEY.marks.json.gz    a document
FOLDER/ab/cd/KEY.restriction      a restriction
FOLDER/ab/cd/KEY.NAME             an attachment
"""

import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from audio_cache.atomic_file import atomic_file, rename_file
from audio_cache.documents import checksums, compress, decompress
from audio_cache.key import key_of_json
from audio_cache.manifest import Manifest, verified_fields
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores import file_listing
from audio_cache.stores.disk import MODE, check_space, create_file, open_draft, store_errors
from audio_cache.stores.read_manifest import MANIFEST_ERRORS, check_identity, manifest_of
from audio_cache.stores.store import SIGNED, WITHDRAWN, Restriction, StoredAudio, StoreError
from audio_cache.stores.upgrade import is_old, upgrade
from audio_cache.stores.uses import Uses
from audio_cache.stores.verifier import FileVerifier

log = logging.getLogger(__name__)

_MAX_MANIFEST = 64 * 1024 * 1024
"""Bytes of a manifest that is parsed. One from before version 0.3 may have 3 MB."""

_MAX_WRITE_TIME = 5
"""Seconds after which an empty id is assumed to be abandoned."""


class FileStore:
    """Keeps entries in a folder, two levels deep by the digits of their keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._verifier = FileVerifier()
        self._uses = Uses()

    def id(self) -> str:
        path = self.folder / "store-id"
        with store_errors():
            self.folder.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                create_file(path, uuid4().hex)
            if found := path.read_text():
                return found
            # Another process writes it at this moment, or was killed when it did.
            if time.time() - path.stat().st_mtime > _MAX_WRITE_TIME:
                path.unlink()
        raise StoreError("The id of the audio store is being written.")

    def check_space(self) -> None:
        check_space(self.folder)

    def draft(self) -> AbstractContextManager[BinaryIO]:
        return open_draft(self.folder / "drafts")

    def publish(
        self,
        rendition: Rendition,
        draft: BinaryIO,
        manifest: Manifest,
        spec: SpeechSpec,
        documents: Mapping[str, bytes],
    ) -> None:
        """Write the manifest last: `find` ignores an entry without it."""
        with store_errors():
            path = self._audio(rendition)
            path.parent.mkdir(parents=True, exist_ok=True)
            if self.spec(rendition.key) is None:
                self._write(self._spec(rendition.key), compress(spec.to_json()))
            rename_file(draft, path, MODE)
            self._write_described(rendition, manifest, documents)

    def find(self, rendition: Rendition) -> Manifest | None:
        manifest = self.manifest(rendition)
        if manifest is None:
            return None
        path = self._audio(rendition)
        return manifest if self._verifier.is_intact(path, manifest.size, manifest.sha256) else None

    def manifest(self, rendition: Rendition) -> Manifest | None:
        """A damaged manifest is set aside."""
        path = self._manifest(rendition)
        try:
            if path.stat().st_size > _MAX_MANIFEST:
                raise ValueError("too long")
            fields = verified_fields(path.read_text("utf-8"))
            if is_old(fields):
                return self._upgrade(rendition, fields)
            return manifest_of(fields, rendition)
        except FileNotFoundError:
            return None
        except MANIFEST_ERRORS as error:
            log.warning("set aside a damaged manifest, %s: %r", path, error)
            self.set_aside(rendition)
            return None

    def document(self, rendition: Rendition, name: str) -> bytes | None:
        manifest = self.manifest(rendition)
        with suppress(FileNotFoundError):
            content = self._document(rendition, name).read_bytes()
            if manifest and manifest.documents.get(name) == checksums({name: content})[name]:
                return content
        return None

    def replace_documents(self, rendition: Rendition, documents: Mapping[str, bytes]) -> None:
        manifest = self.manifest(rendition)
        if manifest:
            manifest = replace(manifest, documents=checksums(documents))
            with store_errors():
                self._write_described(rendition, manifest, documents)

    def set_aside(self, rendition: Rendition) -> None:
        path = self._manifest(rendition)
        with suppress(OSError):
            path.rename(path.with_suffix(".json.damaged"))

    def spec(self, key: str) -> SpeechSpec | None:
        """The key is the checksum of the spec."""
        try:
            spec = decompress(self._spec(key).read_bytes()).decode()
            return SpeechSpec.from_json(spec) if key_of_json(spec) == key else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def attach(self, key: str, name: str, content: bytes) -> None:
        path = self._attachment(key, name)
        with store_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, content)

    def attachment(self, key: str, name: str) -> bytes | None:
        try:
            return self._attachment(key, name).read_bytes()
        except FileNotFoundError:
            return None

    def _upgrade(self, rendition: Rendition, fields: Mapping[str, Any]) -> Manifest:
        """Replace an entry from before version 0.3. Raises as `upgrade`."""
        manifest, spec, documents = upgrade(fields)
        check_identity(manifest, rendition)
        with suppress(StoreError), store_errors():
            if self.spec(rendition.key) is None:
                self._write(self._spec(rendition.key), compress(spec.to_json()))
            self._write_described(rendition, manifest, documents)
        return manifest

    def _write_described(
        self, rendition: Rendition, manifest: Manifest, documents: Mapping[str, bytes]
    ) -> None:
        for name, content in documents.items():
            self._write(self._document(rendition, name), content)
        self._write(self._manifest(rendition), manifest.to_json().encode())

    def _write(self, path: Path, content: bytes) -> None:
        with atomic_file(path, MODE) as file:
            file.write(content)

    def open(self, rendition: Rendition, manifest: Manifest | None = None) -> BinaryIO:
        return self._audio(rendition).open("rb")

    def restriction(self, key: str) -> Restriction | None:
        """A damaged one counts as `withdrawn`."""
        try:
            found = self._restriction(key).read_text("utf-8", "replace")
        except FileNotFoundError:
            return None
        return SIGNED if found == SIGNED else WITHDRAWN

    def restrict(self, key: str, restriction: Restriction | None) -> None:
        path = self._restriction(key)
        with store_errors():
            if restriction is None:
                path.unlink(missing_ok=True)
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, restriction.encode())
            if restriction == WITHDRAWN:
                for file in path.parent.glob(f"{key}*"):
                    if file != path:
                        file.unlink(missing_ok=True)

    def url_of(self, rendition: Rendition, manifest: Manifest, seconds: int) -> str | None:
        return None

    def record_use(self, key: str) -> None:
        """The time of the spec is that of the last use: no checksum is remembered for it."""
        if self._uses.is_new(key):
            with suppress(OSError):
                os.utime(self._spec(key))

    def list(self) -> Iterator[StoredAudio]:
        with store_errors():
            yield from file_listing.list_keys(self.folder)

    def evict(self, key: str) -> None:
        """Who has opened a file reads it to its end: its descriptor outlives its name."""
        with store_errors():
            file_listing.evict(self._audio(Rendition(key)).parent, key)

    def sweep(self) -> int:
        with store_errors():
            return file_listing.sweep(self.folder)

    def _audio(self, rendition: Rendition) -> Path:
        return self.folder / rendition.path

    def _spec(self, key: str) -> Path:
        return self._audio(Rendition(key)).with_name(f"{key}.spec.json.gz")

    def _attachment(self, key: str, name: str) -> Path:
        return self._audio(Rendition(key)).with_name(f"{key}.{name}")

    def _restriction(self, key: str) -> Path:
        return self._audio(Rendition(key)).with_name(f"{key}.restriction")

    def _manifest(self, rendition: Rendition) -> Path:
        return self._audio(rendition).with_name(f"{rendition.name}.json")

    def _document(self, rendition: Rendition, name: str) -> Path:
        return self._audio(rendition).with_name(f"{rendition.name}.{name}.gz")
