"""Exclusive resources: the data directory of a supervisor, and the port of a server.

ClaimError
"""

import errno
import fcntl
import json
import logging
import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from audio_cache.excerpt import excerpt

log = logging.getLogger("listen")

_LONGEST_FILE = 160
"""Bytes of the longest path below a data directory, with a margin: audio/ab/cd/KEY.spec.json.gz."""

_MIN_SPACE = 1024 * 1024
"""Bytes. With less, /readyz reports `store_disk`."""

_MAX_OWNER = 4096
"""Bytes that are read of the owner's note in the lock."""

_MAX_SHOWN = 300
"""Characters of a path in a message."""


class ClaimError(Exception):
    """A directory or port that is taken or cannot be used; the message says which and why."""


@contextmanager
def claim(data_dir: Path, url: str) -> Iterator[None]:
    """Lock the data directory for the supervisor of `url`. Create it if it does not exist.

    Raises ClaimError.
    """
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(data_dir / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except FileExistsError:
        raise _unusable(data_dir, "It is not a directory") from None
    except OSError as error:
        raise _unusable(data_dir, error.strerror) from error
    try:
        _lock(lock, data_dir, url)
        yield
    finally:
        os.close(lock)


def _lock(lock: int, data_dir: Path, url: str) -> None:
    """Take the lock, and write into it who has it. Raises ClaimError."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _check_length(data_dir.resolve())
        os.ftruncate(lock, 0)
        os.pwrite(lock, json.dumps({"pid": os.getpid(), "url": url}).encode(), 0)
        _warn_of_full_disk(data_dir)
    except BlockingIOError:
        raise ClaimError(f"Listen already runs in {shown(data_dir)}{_holder(lock)}") from None
    except OSError as error:
        raise _unusable(data_dir, error.strerror) from error


def _warn_of_full_disk(data_dir: Path) -> None:
    free = shutil.disk_usage(data_dir).free
    if free < _MIN_SPACE:
        log.warning(
            "the disk is full: %d kB are free in %s. Listen starts, but makes no new audio until "
            "there is more space",
            free // 1024,
            shown(data_dir),
        )


def _check_length(data_dir: Path) -> None:
    """Raise ClaimError if paths of files below the directory would exceed the system's limit."""
    length = len(os.fsencode(data_dir))
    allowed = os.pathconf(data_dir, "PC_PATH_MAX") - _LONGEST_FILE
    if length > allowed:
        reason = f"Its path must not be longer than {allowed} bytes, got {length}"
        raise _unusable(data_dir, reason)


def _holder(lock: int) -> str:
    """Return the process and the URL that the lock's owner has written into the file."""
    try:
        owner = json.loads(os.pread(lock, _MAX_OWNER, 0))
        return f": pid {owner['pid']}, {owner['url']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""  # not written yet, or the disk was full


def _unusable(data_dir: Path, reason: str | None) -> ClaimError:
    return ClaimError(
        f"Cannot use the data directory {shown(data_dir)}: {reason}. `--data-dir` or "
        "LISTEN_DATA_DIR names another."
    )


def shown(path: Path) -> str:
    """Return a path for a message of one line: quoted if it is not printable, cut if it is long."""
    text = str(path)
    return text if text.isprintable() and len(text) <= _MAX_SHOWN else excerpt(text)


def wait_for_port(host: str, port: int, timeout: float, wait: Callable[[float], None]) -> None:
    """Return as soon as the port is free. Raises ClaimError.

    `timeout`, in seconds, gives a server that is shutting down the time to release the port.
    """
    deadline = time.monotonic() + timeout
    while True:
        try:
            return _try_bind(host, port)
        except UnicodeError:
            raise ClaimError(f"Cannot bind to port {port}: {excerpt(host)} is no host.") from None
        except OSError as error:
            is_final = error.errno != errno.EADDRINUSE or time.monotonic() > deadline
            if is_final:
                reason = error.strerror or error
                raise ClaimError(f"Cannot bind to port {port} of {host}: {reason}") from error
        wait(0.1)


def _try_bind(host: str, port: int) -> None:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        attempt.bind(address)
