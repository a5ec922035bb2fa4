"""A pool of processes that extract articles."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from listen import errors
from listen.extraction.job import ExtractionResult

_TIMEOUT = 20.0
"""Seconds of wall-clock time for one article, however busy the machine is."""

_QUEUE_TIMEOUT = 10.0
"""Seconds that an article waits for a process before the answer is 503."""


class ProcessPool:
    """Up to `size` processes, started on demand. Any number of threads may use the pool."""

    def __init__(self, size: int, niceness: int = 0, queue_timeout: float = _QUEUE_TIMEOUT) -> None:
        self._free = threading.Semaphore(size)
        self._queue_timeout = queue_timeout
        self._niceness = niceness
        self._idle: list[subprocess.Popen[bytes]] = []

    def run(self, job: str) -> Any:
        """Return the answer to an ExtractionJob in JSON.

        Raises ApiError: the error of the job, TooLong for an article that takes too long, and
        Unavailable when no process is free in time.
        """
        with self._process() as process:
            result = _exchange(process, job.encode())
        if "error" in result:
            raise getattr(errors, result["error"])(result["detail"])
        return result["answer"]

    def warm_up(self) -> None:
        """Start an idle process."""
        self._idle.append(self._start())

    def close(self) -> None:
        """End the processes."""
        for process in self._idle:
            _end(process)
        self._idle.clear()

    @contextmanager
    def _process(self) -> Iterator[subprocess.Popen[bytes]]:
        """Lend an idle process or a new one. A process that fails is replaced.

        Raises Unavailable when none is free in time.
        """
        if not self._free.acquire(timeout=self._queue_timeout):
            raise errors.Unavailable("Too many long articles are being extracted. Retry later.")
        try:
            process = self._idle.pop() if self._idle else self._start()
            try:
                yield process
            except BaseException:
                _end(process)
                self.warm_up()  # or the next article would wait for a start
                raise
            self._idle.append(process)
        finally:
            self._free.release()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "listen.extraction.process", str(self._niceness)]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )


def _exchange(process: subprocess.Popen[bytes], job: bytes) -> ExtractionResult:
    """Send a job and return its result. Raises TooLong when there is none in time."""
    assert process.stdin
    assert process.stdout
    timer = threading.Timer(_TIMEOUT, process.kill)
    timer.start()
    try:
        process.stdin.write(job + b"\n")
        process.stdin.flush()
        return cast(ExtractionResult, json.loads(process.stdout.readline()))
    except (OSError, ValueError) as error:
        raise errors.TooLong("The article takes too long to extract. Shorten it.") from error
    finally:
        timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with process:  # closes its pipes and waits for it
        pass
