"""A pool of child processes that each handle one message at a time."""

import select
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from audio_cache.origin import current_origin
from listen import errors
from listen.processes.child import Child
from listen.processes.messages import ORIGIN, read_message, write_message


class NoAnswer(Exception):
    """The process died, or was killed because it took too long."""


class PoolTimeout(NoAnswer):
    """The process was killed because it took too long by the clock: the machine may be busy."""


class ProcessPool:
    """Up to `size` processes, started on demand. Any number of threads may use the pool."""

    def __init__(
        self, start: Callable[[], Child], *, size: int, timeout: float, queue_timeout: float
    ) -> None:
        """`start` starts a process, without waiting until it is ready.

        `timeout` is in seconds of wall-clock time for one message, however busy the machine is.
        `queue_timeout` is in seconds that a message waits for a process.
        """
        self._start_process = start
        self._free = threading.Semaphore(size)
        self._timeout = timeout
        self._queue_timeout = queue_timeout
        self._idle: list[Child] = []
        self._starting: set[Child] = set()  # that have not told to be ready
        self._is_warming_up = False

    def run(
        self, fields: Mapping[str, Any], document: bytes | None = None
    ) -> tuple[dict[str, Any], bytes | None]:
        """Return the answer to a message.

        An answer {"error": NAME, "detail": TEXT} raises the error of that name in listen.errors.

        Raises NoAnswer, PoolTimeout, and Unavailable when no process is free in time.
        """
        with self._process() as process:
            answer, answer_document = self._exchange(process, fields, document)
        if "error" in answer:
            raise getattr(errors, answer["error"])(answer["detail"])
        return answer, answer_document

    def warm_up(self) -> None:
        """Start an idle process."""
        self._is_warming_up = True
        self._start_idle()

    def is_warming_up(self) -> bool:
        """Return whether the first process after `warm_up` still loads its modules and data."""
        if self._is_warming_up and any(self._is_ready(process) for process in self._idle):
            self._is_warming_up = False
        return self._is_warming_up

    def close(self) -> None:
        """End the processes."""
        for process in self._idle:
            process.end()
        self._idle.clear()

    @contextmanager
    def _process(self) -> Iterator[Child]:
        """Lend an idle process or a new one. A process that fails is replaced.

        Raises Unavailable when none is free in time.
        """
        if not self._free.acquire(timeout=self._queue_timeout):
            raise errors.Unavailable("The server is too busy to read this page. Try again later.")
        try:
            process = self._idle.pop() if self._idle else self._start()
            try:
                yield process
            except BaseException:
                self._starting.discard(process)
                process.end()
                self._start_idle()  # or the next message would wait for a start
                raise
            self._idle.append(process)
        finally:
            self._free.release()

    def _start(self) -> Child:
        process = self._start_process()
        self._starting.add(process)
        return process

    def _start_idle(self) -> None:
        self._idle.append(self._start())

    def _is_ready(self, process: Child) -> bool:
        if process not in self._starting:
            return True
        return bool(select.select([process.stdout], [], [], 0)[0])

    def _exchange(
        self, process: Child, fields: Mapping[str, Any], document: bytes | None
    ) -> tuple[dict[str, Any], bytes | None]:
        has_expired = threading.Event()

        def expire() -> None:
            has_expired.set()
            process.kill()

        timer = threading.Timer(self._timeout, expire)
        timer.start()
        try:
            origin = current_origin.get().to_json()
            write_message(process.stdin, {**fields, ORIGIN: origin}, document)
            if process in self._starting:
                read_message(process.stdout)
                self._starting.discard(process)
                self._is_warming_up = False
            return read_message(process.stdout)
        except (OSError, ValueError, EOFError) as error:
            raise (PoolTimeout if has_expired.is_set() else NoAnswer) from error
        finally:
            timer.cancel()
