"""A store in a folder: FOLDER/ab/cd/KEY.mp3, KEY.json and KEY.spec.json.gz, written atomically."""

import errno
import gzip
import hashlib
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast
from uuid import uuid4

from audio_cache.atomic_file import atomic_file, rename_file
from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.stores.store import StorageFull, StoreError

log = logging.getLogger(__name__)

_MODE = 0o640
"""Permissions of files: other users of the machine must not read articles."""

_MAX_MANIFEST = 64 * 1024 * 1024
"""Bytes of a manifest that is parsed. That of 200,000 characters has less than 3 MB."""

_MAX_KEPT_MANIFEST = 1024 * 1024
_MAX_KEPT_MANIFESTS = 64
"""Bytes, and number, of the manifests that are kept parsed."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_SPACE = "The audio store has no space left."
_MIN_SPACE = 1024 * 1024
"""Bytes. A disk with less counts as full: three minutes of MP3 are larger."""

_MAX_CHECKED = 4096
"""Files whose checksum result is remembered."""

_MAX_WRITE_TIME = 5
"""Seconds after which an empty id is assumed to be abandoned."""

_MAX_DRAFT_AGE = 24 * 3600
"""Seconds after which a draft is assumed to be abandoned: its writer was killed."""


class FileStore:
    """Keeps entries in a folder, two levels deep by the digits of their keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._checked: OrderedDict[tuple[str, int, int, int, int], bool] = OrderedDict()
        """Results of checksums, first in, first out."""
        self._manifests: OrderedDict[Rendition, tuple[tuple[int, int, int, int], Manifest]] = (
            OrderedDict()
        )
        """Parsed manifests with the versions of their files, first in, first out."""

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

    def publish(self, rendition: Rendition, draft: BinaryIO, manifest: Manifest) -> None:
        """Move the audio first: `find` ignores it until its manifest exists too."""
        with _store_errors():
            path = self._audio(rendition)
            path.parent.mkdir(parents=True, exist_ok=True)
            spec = self._spec(rendition.key)
            if not spec.exists():
                with atomic_file(spec, _MODE) as file:
                    file.write(gzip.compress(manifest.spec.to_json().encode(), mtime=0))
            rename_file(draft, path, _MODE)
            with atomic_file(self._manifest(rendition), _MODE) as file:
                file.write(manifest.to_json().encode())

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
        """A damaged manifest is set aside. A parsed one is kept: parsing a long one takes 0.1 s."""
        path = self._manifest(rendition)
        try:
            status = path.stat()
        except FileNotFoundError:
            return None
        version = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        known = self._manifests.get(rendition)
        if known and known[0] == version:
            return known[1]
        manifest = self._read_manifest(path, rendition, status.st_size)
        if manifest and status.st_size <= _MAX_KEPT_MANIFEST:
            self._manifests[rendition] = (version, manifest)
            while len(self._manifests) > _MAX_KEPT_MANIFESTS:
                self._manifests.popitem(last=False)
        return manifest

    def _read_manifest(self, path: Path, rendition: Rendition, size: int) -> Manifest | None:
        try:
            if size > _MAX_MANIFEST:
                raise ValueError("too long")
            manifest = Manifest.from_json(path.read_text("utf-8"))
            if key_of(manifest.spec) != rendition.key or manifest.format != rendition.format:
                raise ValueError("of another audio")
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            log.warning("set aside a damaged manifest, %s: %r", path, error)
            with suppress(OSError):
                path.rename(path.with_suffix(".json.damaged"))
            return None
        return manifest

    def spec(self, key: str) -> SpeechSpec | None:
        try:
            spec = SpeechSpec.from_json(gzip.decompress(self._spec(key).read_bytes()))
            return spec if key_of(spec) == key else None
        except (OSError, EOFError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def open(self, rendition: Rendition) -> BinaryIO:
        return self._audio(rendition).open("rb")

    def _audio(self, rendition: Rendition) -> Path:
        return self.folder / rendition.path

    def _spec(self, key: str) -> Path:
        """A copy of the spec that verifies itself: the key is its checksum."""
        return self._audio(Rendition(key)).with_name(f"{key}.spec.json.gz")

    def _manifest(self, rendition: Rendition) -> Path:
        return self._audio(rendition).with_name(f"{rendition.name}.json")


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
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sweep(drafts: Path) -> None:
    """Delete abandoned drafts."""
    with os.scandir(drafts) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                if time.time() - entry.stat().st_mtime > _MAX_DRAFT_AGE:
                    os.unlink(entry.path)
