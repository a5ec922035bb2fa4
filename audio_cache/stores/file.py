"""A store in a folder, written atomically.

FOLDER/ab/cd/KEY.mp3              audio
FOLDER/ab/cd/KEY.json             manifest
FOLDER/ab/cd/KEY.spec.json.gz     spec
FOLDER/ab/cd/KEY.marks.json.gz    a document
"""

import errno
import hashlib
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO, cast
from uuid import uuid4

from audio_cache.atomic_file import atomic_file, rename_file
from audio_cache.documents import checksums, compress, decompress
from audio_cache.key import key_of_json
from audio_cache.manifest import Manifest, verified_fields
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores.store import StorageFull, StoreError
from audio_cache.stores.upgrade import is_old, upgrade

log = logging.getLogger(__name__)

_MODE = 0o640
"""Permissions of files: other users of the machine must not read articles."""

_MAX_MANIFEST = 64 * 1024 * 1024
"""Bytes of a manifest that is parsed. One from before version 0.3 may have 3 MB."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_SPACE = "The audio store has no space left."
_MIN_SPACE = 1024 * 1024
"""Bytes. A disk with less counts as full: three minutes of MP3 are larger."""

_MAX_CHECKED = 4096
"""Files whose checksum result is remembered."""

_MAX_WRITE_TIME = 5
"""Seconds after which an empty id is assumed to be abandoned."""

_HASH_BLOCK = 4 * 1024 * 1024
"""Bytes that are hashed at a time, which takes some milliseconds."""

_MAX_DRAFT_AGE = 24 * 3600
"""Seconds after which a draft is assumed to be abandoned: its writer was killed."""


class FileStore:
    """Keeps entries in a folder, two levels deep by the digits of their keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._checked: OrderedDict[tuple[str, int, int, int, int], bool] = OrderedDict()
        """Results of checksums, first in, first out."""

    def id(self) -> str:
        path = self.folder / "store-id"
        with _store_errors():
            self.folder.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                _create(path, uuid4().hex)
            if found := path.read_text():
                return found
            # Another process writes it at this moment, or was killed when it did.
            if time.time() - path.stat().st_mtime > _MAX_WRITE_TIME:
                path.unlink()
        raise StoreError("The id of the audio store is being written.")

    def check_space(self) -> None:
        with _store_errors(), suppress(FileNotFoundError):  # not used yet
            found = os.statvfs(self.folder)
            # Only root may use the blocks that a file system reserves. Some count no inodes.
            blocks = found.f_bfree if os.geteuid() == 0 else found.f_bavail
            if blocks * found.f_frsize < _MIN_SPACE or (found.f_files and not found.f_favail):
                raise StorageFull(_NO_SPACE)

    @contextmanager
    def draft(self) -> Iterator[BinaryIO]:
        with _store_errors():
            drafts = self.folder / "drafts"
            drafts.mkdir(parents=True, exist_ok=True)
            _sweep(drafts)
            file = NamedTemporaryFile(dir=drafts, suffix=".part", delete=False)  # noqa: SIM115
        try:
            with file:
                yield cast(BinaryIO, file)
        except OSError as error:
            # The block raises other errors too. Only these belong to the store.
            if error.errno in _FULL:
                raise StorageFull(_NO_SPACE) from error
            raise
        finally:
            with suppress(FileNotFoundError):  # published
                os.unlink(file.name)

    def publish(
        self,
        rendition: Rendition,
        draft: BinaryIO,
        manifest: Manifest,
        spec: SpeechSpec,
        documents: Mapping[str, bytes],
    ) -> None:
        """Write the manifest last: `find` ignores an entry without it."""
        with _store_errors():
            path = self._audio(rendition)
            path.parent.mkdir(parents=True, exist_ok=True)
            if self.spec(rendition.key) is None:
                self._write(self._spec(rendition.key), compress(spec.to_json()))
            rename_file(draft, path, _MODE)
            self._write_described(rendition, manifest, documents)

    def find(self, rendition: Rendition) -> Manifest | None:
        manifest = self.manifest(rendition)
        if manifest is None:
            return None
        path = self._audio(rendition)
        try:
            status = path.stat()
        except FileNotFoundError:
            return None
        if status.st_size != manifest.size:
            return None
        # Hashing costs more than sending, so a file is hashed once, and again only when its
        # inode, its size or one of its times has changed. Programs cannot set the change time.
        changes = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        version = (manifest.sha256, status.st_ino, *changes)
        is_intact = self._checked.get(version)
        if is_intact is None:
            is_intact = self._checked[version] = _sha256(path) == manifest.sha256
            while len(self._checked) > _MAX_CHECKED:
                self._checked.popitem(last=False)
        return manifest if is_intact else None

    def manifest(self, rendition: Rendition) -> Manifest | None:
        """A damaged manifest is set aside."""
        path = self._manifest(rendition)
        try:
            if path.stat().st_size > _MAX_MANIFEST:
                raise ValueError("too long")
            fields = verified_fields(path.read_text("utf-8"))
            if is_old(fields):
                return self._upgrade(rendition, fields)
            manifest = Manifest.from_dict(fields)
            if "checksum" not in fields:
                raise ValueError("no checksum")
            _check_identity(manifest, rendition)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            log.warning("set aside a damaged manifest, %s: %r", path, error)
            self.set_aside(rendition)
            return None
        return manifest

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
            with _store_errors():
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

    def _upgrade(self, rendition: Rendition, fields: Mapping[str, Any]) -> Manifest:
        """Replace an entry from before version 0.3. Raises as `upgrade`."""
        manifest, spec, documents = upgrade(fields)
        _check_identity(manifest, rendition)
        with suppress(StoreError), _store_errors():
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
        with atomic_file(path, _MODE) as file:
            file.write(content)

    def open(self, rendition: Rendition) -> BinaryIO:
        return self._audio(rendition).open("rb")

    def _audio(self, rendition: Rendition) -> Path:
        return self.folder / rendition.path

    def _spec(self, key: str) -> Path:
        return self._audio(Rendition(key)).with_name(f"{key}.spec.json.gz")

    def _manifest(self, rendition: Rendition) -> Path:
        return self._audio(rendition).with_name(f"{rendition.name}.json")

    def _document(self, rendition: Rendition, name: str) -> Path:
        return self._audio(rendition).with_name(f"{rendition.name}.{name}.gz")


def _check_identity(manifest: Manifest, rendition: Rendition) -> None:
    if (manifest.key, manifest.format) != (rendition.key, rendition.format):
        raise ValueError("of another audio")


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(_NO_SPACE) from error
        raise StoreError(f"The audio store cannot write: {error.strerror}.") from error


def _create(path: Path, text: str) -> None:
    """Create a file, or leave nothing behind. Raises FileExistsError and other OSErrors."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a file. Hours of audio take a tenth of a second."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASH_BLOCK):
            digest.update(block)
            time.sleep(0)  # lets the other greenlets of a web process run
    return digest.hexdigest()


def _sweep(drafts: Path) -> None:
    """Delete abandoned drafts."""
    with os.scandir(drafts) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                if time.time() - entry.stat().st_mtime > _MAX_DRAFT_AGE:
                    os.unlink(entry.path)
