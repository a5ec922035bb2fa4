"""What can be had once: a data directory by its supervisor, a port by its server.

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
    """Somebody else has it, or nobody can; the message says which."""


@contextmanager
def claim(data_dir: Path, url: str) -> Iterator[None]:
    """Holds the data directory, made if it is not there, for the supervisor of `url`.

    Raises ClaimError.
    """
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = (data_dir / "lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise ClaimError(f"The data directory cannot be used: {error}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ClaimError(f"Listen already runs here{_holder(file)}") from None
        except OSError as error:
            raise ClaimError(f"The data directory cannot be locked: {error}") from error
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "url": url}))
        file.flush()
        yield


def _holder(file: TextIO) -> str:
    file.seek(0)
    try:
        written = json.loads(file.read())
    except ValueError:
        return ""  # it has not written yet
    return f": pid {written['pid']}, {written['url']}"


def wait_for_port(host: str, port: int, patience: float, pause: Callable[[float], None]) -> None:
    """Returns as soon as the port can be listened on. Raises ClaimError.

    Patience, in seconds, is for a server that is about to leave.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            return _try_port(host, port)
        except OSError as error:
            is_final = error.errno != errno.EADDRINUSE or time.monotonic() > deadline
            if is_final:
                reason = error.strerror or error
                raise ClaimError(f"Cannot listen on port {port} of {host}: {reason}") from error
        pause(0.1)


def _try_port(host: str, port: int) -> None:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        attempt.bind(address)
