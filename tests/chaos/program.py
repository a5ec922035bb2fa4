"""A program on a host, which is started again when it ends, as a supervisor does."""

import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_PAUSE = 0.7
"""Seconds between the end of a program and its next start."""


class Program:
    """Runs until `stop`. Its output is in a log file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | os.PathLike[str]],
        environ: Mapping[str, str],
        log: Path,
    ) -> None:
        self.name = name
        self.log = log
        self._command = command
        self._environ = {**os.environ, **environ}
        self._stopped = threading.Event()
        self._process = self._start()
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def kill_children(self) -> None:
        """Kill the processes that the program has started."""
        listed = ["ps", "--ppid", str(self._process.pid), "-o", "pid="]
        found = subprocess.run(listed, capture_output=True, text=True, check=False).stdout
        for pid in found.split():
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)

    def freeze(self) -> None:
        """Stop the program and its children, until `thaw`."""
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._send(signal.SIGCONT)

    def stop(self) -> None:
        """End it, and do not start it again."""
        self._stopped.set()
        self._thread.join()
        self.thaw()
        self.kill()
        self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self._command,
                env=self._environ,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def _keep(self) -> None:
        while not self._stopped.wait(0.1):
            if self._process.poll() is not None and not self._stopped.wait(_PAUSE):
                self._process = self._start()

    def _send(self, signal_number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal_number)
