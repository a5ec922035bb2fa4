"""Signals as something to wait for: none is lost between a look and a wait, and none interrupts."""

import logging
import select
import signal
import socket
from types import FrameType, TracebackType
from typing import Any, Self

log = logging.getLogger("listen")

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(Exception):
    """The process was told to end; the message is the signal's name."""


class Signals:
    """Takes the signals that stop a process, and those of its children, while it is entered.

    The interpreter writes each signal's number into a socket, which `select` can wait for on
    every system (sigtimedwait is not there on macOS). For the main thread only.
    """

    def __enter__(self) -> Self:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._handlers_before = {
            number: signal.signal(number, _do_nothing)
            for number in (*_STOPPING, signal.SIGCHLD)
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN  # nohup
        }
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.set_wakeup_fd(self._wakeup_before)
        for number, handler in self._handlers_before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        self._reader.close()
        self._writer.close()

    def pause(self, seconds: float) -> None:
        """Waits, less long if a child ends. Raises Stop."""
        taken = self._take(seconds)
        for number in _STOPPING:
            if number in taken:
                log.info("stopping (%s)", number.name)
                raise Stop(number.name)

    def interrupted(self, seconds: float) -> bool:
        """Waits, less long if a child ends, and says whether Ctrl-C was pressed."""
        return signal.SIGINT in self._take(seconds)

    def _take(self, seconds: float) -> frozenset[int]:
        ready, _, _ = select.select([self._reader], [], [], seconds)
        return frozenset(self._reader.recv(4096)) if ready else frozenset()


def _do_nothing(number: int, frame: FrameType | None) -> Any:
    """Only a signal that has a handler is written into the socket."""
