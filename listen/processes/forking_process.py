"""The process of a fork server: python -m listen.processes.forking_process MODULE.

Its input is a socket with commands: fork, with the socket of the new process, and kill. Both name
the process by a number. It ends with its input.
"""

import gc
import importlib
import os
import signal
import socket
import struct
import sys
from contextlib import suppress
from typing import Protocol, cast

from listen.processes.messages import read_message

FORK, KILL = b"F", b"K"

_COMMAND = struct.Struct("!cQ")


class Forkable(Protocol):
    """A module whose processes a fork server starts."""

    def load(self) -> None:
        """Load what all processes share. It must start no thread: a fork has none."""

    def serve(self, *arguments: str) -> None:
        """Answer messages until the input ends: see listen.processes.messages."""


def command(action: bytes, number: int) -> bytes:
    """Return a command in bytes."""
    return _COMMAND.pack(action, number)


def main() -> None:
    """Do commands until the input ends."""
    module = cast(Forkable, importlib.import_module(sys.argv[1]))
    module.load()
    # Objects that the garbage collector visits are no longer shared.
    gc.collect()
    gc.freeze()
    control = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    control.setblocking(True)  # sockets of gevent do not block
    pids: dict[int, int] = {}
    while True:
        received, descriptors = _receive(control)
        if not received:
            return
        _reap(pids)
        action, number = _COMMAND.unpack(received)
        if action == FORK:
            pid = os.fork()
            if pid == 0:
                control.close()
                _become(descriptors[0])
                with suppress(EOFError, ConnectionError):  # nobody waits for it any more
                    module.serve(*read_message(sys.stdin.buffer)[0]["arguments"])
                return
            os.close(descriptors[0])
            pids[number] = pid
        elif number in pids:
            os.kill(pids[number], signal.SIGKILL)


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    """Return a command and the sockets that came with it; nothing at the end of the input."""
    received, descriptors, _, _ = socket.recv_fds(control, _COMMAND.size, 1)
    while received and len(received) < _COMMAND.size:
        received += control.recv(_COMMAND.size - len(received)) or sys.exit()
    return received, descriptors


def _reap(pids: dict[int, int]) -> None:
    """Forget the processes that have ended: only until then their pids are theirs."""
    for number, pid in [*pids.items()]:
        if os.waitpid(pid, os.WNOHANG)[0]:
            del pids[number]


def _become(connection: int) -> None:
    """Take the socket as input and output, in a session of its own."""
    os.setsid()
    os.dup2(connection, sys.stdin.fileno())
    os.dup2(connection, sys.stdout.fileno())
    os.close(connection)
    os.set_blocking(sys.stdin.fileno(), True)  # sockets of gevent do not


if __name__ == "__main__":
    main()
