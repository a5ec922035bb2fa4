"""The processes of a pool, as the pool sees them."""

import subprocess
import sys
from contextlib import suppress
from typing import IO, Protocol


class Child(Protocol):
    """A process that answers messages (listen/processes/messages.py)."""

    stdin: IO[bytes]
    stdout: IO[bytes]

    def kill(self) -> None:
        """Kill it. What reads from it then reads the end of the stream."""

    def end(self) -> None:
        """Kill it and close its streams."""


class SpawnedChild:
    """A new Python process: it loads what it needs by itself."""

    def __init__(self, module: str, *arguments: str) -> None:
        """Start `python -m module arguments`."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self._process.stdin
        assert self._process.stdout
        self.stdin: IO[bytes] = self._process.stdin
        self.stdout: IO[bytes] = self._process.stdout

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        self.kill()
        # Leaving the context closes the pipes, which flushes what the process did not read.
        with suppress(BrokenPipeError), self._process:
            pass
        self._process.wait()
