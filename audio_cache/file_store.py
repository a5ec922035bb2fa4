"""A store in a folder: FOLDER/ab/cd/KEY.mp3 and KEY.json, each written whole or not at all."""

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

from audio_cache.formats import split_name
from audio_cache.manifest import Manifest
from audio_cache.store import StorageFull, StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ROOM = "No room is left where the audio is kept."
_REMEMBERED = 4096
_ABANDONED_AFTER = 24 * 3600


class FileStore:
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
            # Whatever else goes wrong between the writes is not the store's.
            if error.errno in _FULL:
                raise StorageFull(_NO_ROOM) from error
            raise
        finally:
            with suppress(FileNotFoundError):  # publish has moved it
                os.unlink(file.name)

    def publish(self, name: str, draft: BinaryIO, manifest: Manifest) -> None:
        """The audio first: until its manifest is there too, nobody finds it."""
        with _store_errors():
            path = self._audio(name)
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
                    os.replace(beside.name, self._manifest(name))
                except BaseException:
                    os.unlink(beside.name)
                    raise
            _sync_folder(path.parent)

    def find(self, name: str) -> Manifest | None:
        manifest = self.manifest(name)
        if manifest is None:
            return None
        path = self._audio(name)
        try:
            status = path.stat()
        except FileNotFoundError:
            return None
        if status.st_size != manifest.size:
            return None
        # Hashing each time would cost more than sending: a file is hashed once, and again when
        # it is another file or was written to.
        seen = (manifest.sha256, status.st_ino, status.st_size, status.st_mtime_ns)
        if seen not in self._verified:
            self._verified[seen] = _sha256(path) == manifest.sha256
            while len(self._verified) > _REMEMBERED:
                self._verified.popitem(last=False)
        return manifest if self._verified[seen] else None

    def manifest(self, name: str) -> Manifest | None:
        try:
            return Manifest.from_json(self._manifest(name).read_bytes())
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def open(self, name: str) -> BinaryIO:
        return self._audio(name).open("rb")

    def _audio(self, name: str) -> Path:
        key, extension = split_name(name)
        return self._folder_of(name) / f"{key}.{extension}"

    def _manifest(self, name: str) -> Path:
        return self._folder_of(name) / f"{name}.json"

    def _folder_of(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:4]


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(_NO_ROOM) from error
        raise StoreError(f"The audio cannot be stored: {error.strerror}.") from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """A rename is durable only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(drafts: Path) -> None:
    """Drops drafts whose writer was killed."""
    with os.scandir(drafts) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                if time.time() - entry.stat().st_mtime > _ABANDONED_AFTER:
                    os.unlink(entry.path)
