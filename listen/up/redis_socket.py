"""The path of the Unix socket of a machine's Redis."""

import hashlib
import os
import re
import stat
from pathlib import Path

from audio_cache.redis_url import MAX_SOCKET_PATH
from listen.up.children import ProgramError

_SAFE_PATH = re.compile(r"[A-Za-z0-9._/+-]+")
"""Redis reports the path of its socket unquoted, in lists of words (CLIENT INFO) that clients split
at blanks and at equals signs."""

_PRIVATE_DIR = Path(f"/tmp/listen-{os.getuid()}")


def socket_path(data_dir: Path, name: str = "redis", private: Path = _PRIVATE_DIR) -> Path:
    """Return the path of a server's socket for an absolute data directory, always the same.

    A path that is too long for a socket address, or that has characters which clients misread, is
    replaced by one in the private directory. That is in /tmp, because XDG_RUNTIME_DIR disappears
    at logout. Raises ProgramError.
    """
    path = data_dir / f"{name}.sock"
    if len(os.fsencode(path)) <= MAX_SOCKET_PATH and _SAFE_PATH.fullmatch(str(path)):
        return path
    try:
        private.mkdir(mode=0o700, exist_ok=True)
        found = private.lstat()
    except OSError as error:
        raise ProgramError(f"Cannot create the folder for the Redis socket: {error}") from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise ProgramError(
            f"{private}, the folder for the Redis socket, must be a directory that only this user "
            "can access. Remove it or fix its permissions."
        )
    return private / f"{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}.sock"
