"""Starts processes that share what one of them has loaded, as multiprocessing's fork server does.

A start then takes milliseconds instead of seconds, and the data are in memory once. The web process
itself cannot fork: it has threads and greenlets.
"""

import socket
import subprocess
import sys
import threading
from contextlib import suppress
from itertools import count
from typing import IO

from listen.processes.forking_process import FORK, KILL, command
from listen.processes.messages import write_message


class ForkServer:
    """A process that has loaded a module, and forks. It is started on demand."""

    def __init__(self, module: str) -> None:
        """The module must have the functions of `Forkable` in listen.processes.forking_process."""
        self._command = [sys.executable, "-m", "listen.processes.forking_process", module]
        self._numbers = count()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def fork(self, *arguments: str) -> "ForkedChild":
        """Return a new process. It tells that it is ready when the module is loaded.

        A server that died is replaced.
        """
        number = next(self._numbers)
        ours, theirs = socket.socketpair()
        with theirs:
            self._send(FORK, number, theirs)
        child = ForkedChild(self, number, ours)
        with suppress(OSError):  # it may be dead already: whoever reads from it will find out
            write_message(child.stdin, {"arguments": arguments})
        return child

    def kill(self, number: int) -> None:
        """Kill a process, if the server lives. Processes of a dead server end with their input."""
        with self._lock, suppress(OSError):
            if self._control:
                self._control.sendall(command(KILL, number))

    def close(self) -> None:
        """End the server. Its processes end with their input."""
        with self._lock:
            self._end()

    def _send(self, action: bytes, number: int, passed: socket.socket) -> None:
        message = [command(action, number)]
        with self._lock:
            try:
                socket.send_fds(self._running(), message, [passed.fileno()])
            except OSError:
                self._end()
                socket.send_fds(self._running(), message, [passed.fileno()])

    def _running(self) -> socket.socket:
        if self._control is None:
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    self._command, stdin=theirs.fileno(), start_new_session=True
                )
        return self._control

    def _end(self) -> None:
        if self._control and self._process:
            self._control.close()
            self._process.kill()
            self._process.wait()
        self._control = self._process = None


class ForkedChild:
    """A process of a fork server. Both its streams are one socket."""

    def __init__(self, server: ForkServer, number: int, connection: socket.socket) -> None:
        self._server, self._number, self._connection = server, number, connection
        self.stdin: IO[bytes] = connection.makefile("wb")
        self.stdout: IO[bytes] = connection.makefile("rb")

    def kill(self) -> None:
        self._server.kill(self._number)
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        self.kill()
        for stream in (self.stdin, self.stdout, self._connection):
            with suppress(OSError):  # closing flushes what the process did not read
                stream.close()
