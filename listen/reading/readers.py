"""The processes that read long articles, and the questions to them."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from listen import errors

_SECONDS = 20.0
"""The longest that an article is read, however busy the machine is."""

_TURN = 10.0
"""Seconds that an article waits for a process, before whoever sent it is told to come back."""


class Readers:
    """Any number of threads may ask; at most `most` processes answer, started when needed."""

    def __init__(self, most: int, niceness: int = 0, turn: float = _TURN) -> None:
        self._free = threading.Semaphore(most)
        self._turn = turn
        self._niceness = niceness
        self._idle: list[subprocess.Popen[bytes]] = []

    def ask(self, given: dict[str, Any]) -> dict[str, Any]:
        """What listen/reading/reader.py answers. Raises ApiError."""
        with self._process() as process:
            answer = _ask(process, json.dumps(given).encode())
        if "error" in answer:
            raise getattr(errors, answer["error"])(answer["detail"])
        return cast(dict[str, Any], answer["answer"])

    def warm(self) -> None:
        """Has one at hand."""
        self._idle.append(self._start())

    def close(self) -> None:
        """Ends the processes."""
        for process in self._idle:
            _end(process)
        self._idle.clear()

    @contextmanager
    def _process(self) -> Iterator[subprocess.Popen[bytes]]:
        """One that is idle, or a new one. One that fails is not used again, but replaced.

        Raises Unavailable when none is free in time.
        """
        if not self._free.acquire(timeout=self._turn):
            raise errors.Unavailable("Too many long articles are being read at once.")
        try:
            process = self._idle.pop() if self._idle else self._start()
            try:
                yield process
            except BaseException:
                _end(process)
                self.warm()  # or the next article would wait for its start
                raise
            self._idle.append(process)
        finally:
            self._free.release()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "listen.reading.reader", str(self._niceness)]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )


def _ask(process: subprocess.Popen[bytes], line: bytes) -> dict[str, Any]:
    """Raises TooLong when the answer takes too long, or cannot be had."""
    assert process.stdin
    assert process.stdout
    timer = threading.Timer(_SECONDS, process.kill)
    timer.start()
    try:
        process.stdin.write(line + b"\n")
        process.stdin.flush()
        return cast(dict[str, Any], json.loads(process.stdout.readline()))
    except (OSError, ValueError) as error:
        raise errors.TooLong("The article takes too long to be read.") from error
    finally:
        timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with process:  # closes its pipes, and waits for it
        pass
