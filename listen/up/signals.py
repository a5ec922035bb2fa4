"""Signals as events to wait for, without interruptions or signals lost between two waits."""

import logging
import select
import signal
import socket
from types import FrameType, TracebackType
from typing import Any, Self

log = logging.getLogger("listen")

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(Exception):
    """The process received a stop signal; the message is the signal's name."""


class Signals:
    """A context that queues the signals that stop the process, and SIGCHLD.

    The interpreter writes the number of each signal into a socket (the self-pipe trick), which
    `select` can wait for on every system; macOS lacks sigtimedwait. For the main thread only.
    """

    def __enter__(self) -> Self:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._previous_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._previous_handlers = {
            number: signal.signal(number, _ignore)
            for number in (*_STOP_SIGNALS, signal.SIGCHLD)
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN  # nohup
        }
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.set_wakeup_fd(self._previous_fd)
        for number, handler in self._previous_handlers.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        self._reader.close()
        self._writer.close()

    def wait(self, timeout: float) -> None:
        """Wait for at most `timeout` seconds, less if a child exits. Raises Stop."""
        received = self._receive(timeout)
        for number in _STOP_SIGNALS:
            if number in received:
                log.info("stopping (%s)", number.name)
                raise Stop(number.name)

    def wait_for_interrupt(self, timeout: float) -> bool:
        """Wait like `wait`, and return whether Ctrl-C was pressed."""
        return signal.SIGINT in self._receive(timeout)

    def _receive(self, timeout: float) -> frozenset[int]:
        ready, _, _ = select.select([self._reader], [], [], timeout)
        return frozenset(self._reader.recv(4096)) if ready else frozenset()


def _ignore(number: int, frame: FrameType | None) -> Any:
    """Handle a signal: only a signal with a handler is written into the socket."""
