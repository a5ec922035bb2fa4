"""The processes of one machine: started, started again when they end, and ended.

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
"""Stands for the exit status of a process that was not our child: no real one is as high."""

_FIRST_DELAY = 0.2
_LONGEST_DELAY = 5.0
_STEADY = 10.0
"""Seconds of life after which the next end counts as the first again."""

_KILL_PATIENCE = 5.0
_POLL = 0.05


class ProgramError(Exception):
    """A program that cannot be started; the message says why."""


class Program(Protocol):
    """Something that runs until it ends, and can be started again then."""

    name: str

    def start(self) -> None:
        """Raises ProgramError."""

    def poll(self) -> int | None:
        """None while it runs, else its exit status, as subprocess writes it."""

    def terminate(self) -> None:
        """Asks it to end in order."""

    def kill(self) -> None:
        """Ends it at once."""

    def describe(self) -> str:
        """What runs, for the log."""


@dataclass(frozen=True)
class Child:
    name: str
    argv: tuple[str, ...]


class ChildProcess:
    """A child in a session of its own: the terminal's Ctrl-C reaches the supervisor alone."""

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
            raise ProgramError(f"{self.name} cannot be started: {error}") from error
        self._status = None

    def poll(self) -> int | None:
        if self._process and self._status is None:
            self._status = self._process.poll()
            if self._status is not None:
                self._signal_group()  # what it started must not outlive it
        return self._status

    def terminate(self) -> None:
        if self._process:
            self._process.terminate()

    def kill(self) -> None:
        if self.poll() is None:
            self._signal_group()

    def describe(self) -> str:
        return f"pid {self._process.pid}" if self._process else "not running"

    def _signal_group(self) -> None:
        if self._process:
            with suppress(ProcessLookupError, PermissionError):  # macOS: EPERM for a dead group
                os.killpg(self._process.pid, signal.SIGKILL)


class Keeper:
    """Keeps a program running: starts it again when it ends, later each time that it fails soon."""

    def __init__(self, program: Program, clock: Callable[[], float] = time.monotonic) -> None:
        self.program = program
        self.starts = 0
        self._clock = clock
        self._running = False
        self._started = 0.0
        self._delay = 0.0
        self._due = inf

    def start(self) -> None:
        """Raises ProgramError."""
        self.starts += 1
        self._started = self._clock()
        self.program.start()
        self._running = True

    def seconds_until_due(self) -> float:
        """How long nothing is to be done here, unless the program ends."""
        return inf if self._running else max(0.0, self._due - self._clock())

    def look(self) -> int | None:
        """Does what is due. Returns the exit status of a program that was found to have ended."""
        if not self._running:
            if self.seconds_until_due() == 0:
                self._start_again()
            return None
        status = self.program.poll()
        if status is not None:
            self._running = False
            self._plan(f"ended ({in_words(status)})")
        return status

    def _start_again(self) -> None:
        try:
            self.start()
        except ProgramError as error:
            self._plan(f"did not start ({error})")
        else:
            log.info("%s: started again, %s", self.program.name, self.program.describe())

    def _plan(self, what: str) -> None:
        steady = self._clock() - self._started >= _STEADY
        again = 0.0 if steady else self._delay * 2
        self._delay = min(max(again, _FIRST_DELAY), _LONGEST_DELAY)
        self._due = self._clock() + self._delay
        log.warning("%s: %s, starts again in %.1f s", self.program.name, what, self._delay)


def in_words(status: int) -> str:
    """An exit status as a person would say it."""
    if status == UNKNOWN_STATUS:
        return "exit status unknown"
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


def wait(seconds: float) -> bool:
    time.sleep(seconds)
    return False


def end(programs: Sequence[Program], grace: float, hurried: Callable[[float], bool] = wait) -> None:
    """Asks all to end, and kills those that have not after `grace` seconds.

    `hurried` waits for the seconds that it is given, and says whether to kill without grace.
    """
    for program in programs:
        if program.poll() is None:
            program.terminate()
    if _have_ended(programs, grace, hurried):
        return
    for program in programs:
        if program.poll() is None:
            log.warning("%s: killed, it did not end by itself", program.name)
            program.kill()
    if not _have_ended(programs, _KILL_PATIENCE):
        log.error("%s: still there", ", ".join(p.name for p in programs if p.poll() is None))


def _have_ended(
    programs: Sequence[Program], patience: float, hurried: Callable[[float], bool] = wait
) -> bool:
    deadline = time.monotonic() + patience
    while any(program.poll() is None for program in programs):
        if time.monotonic() > deadline or hurried(_POLL):
            return False
    return True
