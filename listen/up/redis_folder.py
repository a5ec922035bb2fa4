"""Checks that Redis can use its folder: a full disk, permissions."""

import errno
import os
from pathlib import Path
from tempfile import TemporaryFile

from listen.up.children import ProgramError
from listen.up.claims import shown

_REASONS = tuple(
    map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO))
)
"""Errors in Redis's log that say nothing about the content of its append-only files."""

_PROBE_BYTES = 64 * 1024
"""Free space without which Redis does not start."""


def check_folder(folder: Path, log: str) -> None:
    """Raise ProgramError if a server could not use its folder. `log` is what it has logged.

    The log alone does not tell: it lies on the same disk.
    """
    try:
        with TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE_BYTES))
    except OSError as error:
        raise unusable(folder, error.strerror) from error
    for reason in _REASONS:
        if reason in log:
            raise unusable(folder, reason)


def unusable(folder: Path, reason: str | None) -> ProgramError:
    """Return the error for a folder that Redis cannot use."""
    return ProgramError(f"Redis cannot use its folder {shown(folder)}: {reason}.")
