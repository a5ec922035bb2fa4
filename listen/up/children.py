"""Starts, restarts and stops the processes of one machine.

ProgramError
"""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from typing import Protocol

log = logging.getLogger("listen")

UNKNOWN_STATUS = 256
"""Exit status of a process that is not our child. Real exit statuses are lower."""

_INITIAL_DELAY = 0.2
_MAX_DELAY = 5.0
"""Seconds before a restart. The delay doubles at each restart (exponential backoff)."""

_STABLE_AFTER = 10.0
"""Seconds of running after which the delay is the initial one again."""

_KILL_TIMEOUT = 5.0
_POLL_INTERVAL = 0.05


class ProgramError(Exception):
    """A program that cannot be started; the message says why."""


class Program(Protocol):
    """A process that can be started again after it has ended."""

    name: str

    def start(self) -> None:
        """Start the process. Raises ProgramError."""

    def poll(self) -> int | None:
        """Return None while it runs, else its exit status in the form of subprocess."""

    def terminate(self) -> None:
        """Ask it to shut down."""

    def kill(self) -> None:
        """Kill it."""

    def describe(self) -> str:
        """Return a description for the log."""


@dataclass(frozen=True)
class Child:
    """The name and the command line of a child process."""

    name: str
    argv: tuple[str, ...]


class ChildProcess:
    """A child in its own session, so that the terminal's Ctrl-C reaches the supervisor only."""

    def __init__(self, child: Child, environ: Mapping[str, str]) -> None:
        self.name = child.name
        self._argv = child.argv
        self._environ = environ
        self._process: subprocess.Popen[bytes] | None = None
        self._status: int | None = UNKNOWN_STATUS

    def start(self) -> None:
        try:
            self._process = subprocess.Popen(
                self._argv, env=self._environ, stdin=subprocess.DEVNULL, start_new_session=True
            )
        except OSError as error:
            raise ProgramError(f"Cannot start {self.name}: {error}") from error
        self._status = None

    def poll(self) -> int | None:
        if self._process and self._status is None:
            self._status = self._process.poll()
            if self._status is not None:
                self._kill_group()  # its own children must not outlive it
        return self._status

    def terminate(self) -> None:
        if self._process:
            self._process.terminate()

    def kill(self) -> None:
        if self.poll() is None:
            self._kill_group()

    def describe(self) -> str:
        return f"pid {self._process.pid}" if self._process else "not running"

    def _kill_group(self) -> None:
        if self._process:
            with suppress(ProcessLookupError, PermissionError):  # macOS: EPERM for a dead group
                os.killpg(self._process.pid, signal.SIGKILL)


class Keeper:
    """Keeps a program running: restarts it when it ends, with exponential backoff."""

    def __init__(self, program: Program, clock: Callable[[], float] = time.monotonic) -> None:
        self.program = program
        self.starts = 0
        self._clock = clock
        self._running = False
        self._started = 0.0
        self._delay = 0.0
        self._due = inf

    def start(self) -> None:
        """Start the program. Raises ProgramError."""
        self.starts += 1
        self._started = self._clock()
        self.program.start()
        self._running = True

    def seconds_until_due(self) -> float:
        """Return the seconds until `check` restarts the program; infinity while it runs."""
        return inf if self._running else max(0.0, self._due - self._clock())

    def check(self) -> int | None:
        """Restart the program if that is due. Return its exit status if it has ended since."""
        if not self._running:
            if self.seconds_until_due() == 0:
                self._restart()
            return None
        status = self.program.poll()
        if status is not None:
            self._running = False
            self._schedule_restart(f"ended ({describe_exit(status)})")
        return status

    def _restart(self) -> None:
        try:
            self.start()
        except ProgramError as error:
            self._schedule_restart(f"did not start ({error})")
        else:
            log.info("%s: restarted, %s", self.program.name, self.program.describe())

    def _schedule_restart(self, reason: str) -> None:
        is_stable = self._clock() - self._started >= _STABLE_AFTER
        backoff = 0.0 if is_stable else self._delay * 2
        self._delay = min(max(backoff, _INITIAL_DELAY), _MAX_DELAY)
        self._due = self._clock() + self._delay
        log.warning("%s: %s, restarting in %.1f s", self.program.name, reason, self._delay)


def describe_exit(status: int) -> str:
    """Describe an exit status: the number, or the name of the signal."""
    if status == UNKNOWN_STATUS:
        return "exit status unknown"
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


def wait(timeout: float) -> bool:
    """Wait uninterruptibly, and return False."""
    time.sleep(timeout)
    return False


def stop_all(
    programs: Sequence[Program],
    grace: float,
    wait_for_interrupt: Callable[[float], bool] = wait,
) -> None:
    """Ask all programs to shut down, and kill those that still run after `grace` seconds.

    `wait_for_interrupt` waits for a time in seconds. If it returns True, the grace period is over.
    """
    for program in programs:
        if program.poll() is None:
            program.terminate()
    if _all_ended(programs, grace, wait_for_interrupt):
        return
    for program in programs:
        if program.poll() is None:
            log.warning("%s: killed, because it did not shut down in time", program.name)
            program.kill()
    if not _all_ended(programs, _KILL_TIMEOUT):
        running = ", ".join(program.name for program in programs if program.poll() is None)
        log.error("%s: still running after SIGKILL", running)


def _all_ended(
    programs: Sequence[Program],
    timeout: float,
    wait_for_interrupt: Callable[[float], bool] = wait,
) -> bool:
    deadline = time.monotonic() + timeout
    while any(program.poll() is None for program in programs):
        if time.monotonic() > deadline or wait_for_interrupt(_POLL_INTERVAL):
            return False
    return True
