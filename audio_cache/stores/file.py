"""A store in a folder: FOLDER/ab/cd/KEY.mp3 and KEY.json, both written atomically."""

import errno
import hashlib
import os
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

from audio_cache.atomic_file import atomic_file, rename_file
from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.stores.store import StorageFull, StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_SPACE = "The audio store has no space left."
_MAX_CHECKED = 4096
"""Files whose checksum result is remembered."""

_MAX_DRAFT_AGE = 24 * 3600
"""Seconds after which a draft is assumed to be abandoned: its writer was killed."""


class FileStore:
    """Keeps entries in a folder, two levels deep by the digits of their keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._checked: OrderedDict[tuple[str, int, int, int], bool] = OrderedDict()
        """Results of checksums, first in, first out."""

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
            rename_file(draft, path)
            with atomic_file(self._manifest(rendition)) as file:
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
        # inode, size or modification time has changed.
        version = (manifest.sha256, status.st_ino, status.st_size, status.st_mtime_ns)
        is_intact = self._checked.get(version)
        if is_intact is None:
            is_intact = self._checked[version] = _sha256(path) == manifest.sha256
            while len(self._checked) > _MAX_CHECKED:
                self._checked.popitem(last=False)
        return manifest if is_intact else None

    def manifest(self, rendition: Rendition) -> Manifest | None:
        try:
            return Manifest.from_json(self._manifest(rendition).read_bytes())
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def open(self, rendition: Rendition) -> BinaryIO:
        return self._audio(rendition).open("rb")

    def _audio(self, rendition: Rendition) -> Path:
        return self.folder / rendition.path

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
