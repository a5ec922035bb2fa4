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

from audio_cache.manifest import Manifest
from audio_cache.rendition import Rendition
from audio_cache.stores.store import StorageFull, StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_SPACE = "The audio store has no space left."
_REMEMBERED = 4096
"""Files whose verified checksum is remembered."""

_ABANDONED_AFTER = 24 * 3600
"""Seconds after which a draft is taken for one whose writer was killed."""


class FileStore:
    """Keeps entries in a folder, two levels deep by the digits of their keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._verified: OrderedDict[tuple[str, int, int, int], bool] = OrderedDict()

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
            # The block raises other errors too; only these are the store's.
            if error.errno in _FULL:
                raise StorageFull(_NO_SPACE) from error
            raise
        finally:
            with suppress(FileNotFoundError):  # publish has moved it
                os.unlink(file.name)

    def publish(self, rendition: Rendition, draft: BinaryIO, manifest: Manifest) -> None:
        """Move the audio first: `find` ignores it until its manifest exists too."""
        with _store_errors():
            path = self._audio(rendition)
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.flush()
            os.fsync(draft.fileno())
            os.chmod(draft.name, 0o644)
            os.replace(draft.name, path)
            with NamedTemporaryFile("w", dir=path.parent, suffix=".part", delete=False) as beside:
                try:
                    beside.write(manifest.to_json())
                    beside.flush()
                    os.fsync(beside.fileno())
                    os.chmod(beside.name, 0o644)
                    os.replace(beside.name, self._manifest(rendition))
                except BaseException:
                    os.unlink(beside.name)
                    raise
            _sync_folder(path.parent)

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
        seen = (manifest.sha256, status.st_ino, status.st_size, status.st_mtime_ns)
        if seen not in self._verified:
            self._verified[seen] = _sha256(path) == manifest.sha256
            while len(self._verified) > _REMEMBERED:
                self._verified.popitem(last=False)
        return manifest if self._verified[seen] else None

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
        raise StoreError(f"The audio cannot be stored: {error.strerror}.") from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make a rename durable: it is, only after its folder was synced."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(drafts: Path) -> None:
    """Delete drafts whose writer was killed."""
    with os.scandir(drafts) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                if time.time() - entry.stat().st_mtime > _ABANDONED_AFTER:
                    os.unlink(entry.path)
