"""Atomic and durable file writes: a file appears whole or not at all, even after a crash."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

_MODE = 0o644
"""Default permissions of a finished file. Temporary files are readable by their owner only."""


@contextmanager
def atomic_file(path: Path, mode: int = _MODE) -> Iterator[BinaryIO]:
    """Open a temporary file in the folder of `path`, and rename it to `path` after the block.

    The temporary file is deleted if the block raises. The folder must exist. Raises OSError.
    """
    file = NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False)  # noqa: SIM115
    try:
        with file:
            yield cast(BinaryIO, file)
            rename_file(cast(BinaryIO, file), path, mode)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(file.name)
        raise
    sync_folder(path.parent)


def rename_file(file: BinaryIO, path: Path, mode: int = _MODE) -> None:
    """Sync an open file to disk and rename it to `path`, replacing any other.

    The rename itself is durable after `sync_folder`. Raises OSError.
    """
    file.flush()
    os.fsync(file.fileno())
    os.chmod(file.name, mode)
    os.replace(file.name, path)


def sync_folder(folder: Path) -> None:
    """Make earlier renames in a folder durable. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
