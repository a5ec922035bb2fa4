"""Exclusive resources: the data directory of a supervisor, and the port of a server.

ClaimError
"""

import errno
import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


class ClaimError(Exception):
    """A directory or port that is taken or cannot be used; the message says which and why."""


@contextmanager
def claim(data_dir: Path, url: str) -> Iterator[None]:
    """Lock the data directory for the supervisor of `url`. Create it if it does not exist.

    Raises ClaimError.
    """
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = (data_dir / "lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise ClaimError(f"Cannot use the data directory {data_dir}: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ClaimError(f"Listen already runs in {data_dir}{_holder(file)}") from None
        except OSError as error:
            raise ClaimError(
                f"Cannot lock the data directory {data_dir}: {error.strerror}"
            ) from error
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "url": url}))
        file.flush()
        yield


def _holder(file: TextIO) -> str:
    """Return the process and the URL that the lock's owner has written into the file."""
    file.seek(0)
    try:
        owner = json.loads(file.read())
    except ValueError:
        return ""  # not written yet
    return f": pid {owner['pid']}, {owner['url']}"


def wait_for_port(host: str, port: int, timeout: float, wait: Callable[[float], None]) -> None:
    """Return as soon as the port is free. Raises ClaimError.

    `timeout`, in seconds, gives a server that is shutting down the time to release the port.
    """
    deadline = time.monotonic() + timeout
    while True:
        try:
            return _try_bind(host, port)
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
