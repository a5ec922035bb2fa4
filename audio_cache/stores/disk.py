"""The disk of a file store: its free space, its drafts, and its errors."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import BinaryIO, cast

from audio_cache.stores.store import StorageFull, StoreError

MODE = 0o640
"""Permissions of files: other users of the machine must not read articles."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_SPACE = "The audio store has no space left."

_MIN_SPACE = 1024 * 1024
"""Bytes. A disk with less counts as full: three minutes of MP3 are larger."""

MAX_DRAFT_AGE = 24 * 3600
"""Seconds after which a draft is assumed to be abandoned: its writer was killed."""


@contextmanager
def store_errors() -> Iterator[None]:
    """Convert an OSError of the block to a StoreError, or to StorageFull."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(_NO_SPACE) from error
        raise StoreError(f"The audio store cannot write: {error.strerror}.") from error


def check_space(folder: Path) -> None:
    """Raise StorageFull if there is no space for another audio, as far as that is known."""
    with store_errors(), suppress(FileNotFoundError):  # not used yet
        found = os.statvfs(folder)
        # Only root may use the blocks that a file system reserves. Some count no inodes.
        blocks = found.f_bfree if os.geteuid() == 0 else found.f_bavail
        if blocks * found.f_frsize < _MIN_SPACE or (found.f_files and not found.f_favail):
            raise StorageFull(_NO_SPACE)


@contextmanager
def open_draft(drafts: Path) -> Iterator[BinaryIO]:
    """Open a file in the folder of drafts. It is deleted on exit unless it was renamed.

    Raises StoreError; StorageFull also for an OSError of the block that says so.
    """
    with store_errors():
        drafts.mkdir(parents=True, exist_ok=True)
        sweep_drafts(drafts)
        file = NamedTemporaryFile(dir=drafts, suffix=".part", delete=False)  # noqa: SIM115
    try:
        with _full_disk(), file:
            yield cast(BinaryIO, file)
    finally:
        with suppress(FileNotFoundError):  # published
            os.unlink(file.name)


@contextmanager
def local_draft() -> Iterator[BinaryIO]:
    """Open a file without a name in the folder for temporary files. Raises as `open_draft`."""
    with store_errors():
        file = TemporaryFile()  # noqa: SIM115
    with _full_disk(), file:
        yield cast(BinaryIO, file)


@contextmanager
def _full_disk() -> Iterator[None]:
    """Convert an OSError of the block that says that the disk is full, and no other."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(_NO_SPACE) from error
        raise


def create_file(path: Path, text: str) -> None:
    """Create a file, or leave nothing behind. Raises FileExistsError and other OSErrors."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def sweep_drafts(drafts: Path) -> int:
    """Delete abandoned drafts. Returns their number. Raises OSError."""
    count = 0
    with os.scandir(drafts) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                if time.time() - entry.stat().st_mtime > MAX_DRAFT_AGE:
                    os.unlink(entry.path)
                    count += 1
    return count
