"""Records the stacks of a running process with py-spy, and its processor time."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RATE = 100
"""Samples per second."""
_TIMEOUT = 60.0
_STARTED = "Sampling process"
_REFUSED = re.compile(r"permission denied|operation not permitted|EPERM", re.IGNORECASE)


class RecordingError(Exception):
    """py-spy did not record. The message has its output, and what to do if it was refused."""


@dataclass
class Recording:
    """What a process did for some time."""

    raw: str = ""
    """The output of py-spy: see stacks.py."""
    processor: float = 0.0
    """Seconds of user and system time, of all threads."""
    clock: float = 0.0
    """Seconds."""
    rate: int = RATE
    """Samples per second of clock."""


@contextmanager
def recording(pid: int) -> Iterator[Recording]:
    """Record a process during the block. The result is complete after it.

    The process is not stopped for a sample (`--nonblocking`), because a worker that is stopped a
    hundred times a second takes several times as long. Raises RecordingError.
    """
    result = Recording()
    with tempfile.TemporaryDirectory(prefix="listen-profile-") as name:
        raw, log = Path(name, "raw"), Path(name, "log")
        command = [str(_py_spy()), "record", "--format", "raw", "--nonblocking"]
        command += ["--pid", str(pid), "--rate", str(RATE), "--output", str(raw)]
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_started(process, log)
            processor, began = processor_seconds(pid), time.monotonic()
            yield result
            result.clock = time.monotonic() - began
            result.processor = processor_seconds(pid) - processor
            process.send_signal(signal.SIGINT)  # py-spy then writes the file
            process.wait(_TIMEOUT)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if not raw.exists():
            raise RecordingError(_explained(log))
        result.raw = raw.read_text("utf-8")


def processor_seconds(pid: int) -> float:
    """Return the processor time of a process and all its threads; 0 for one that has ended."""
    clock = ~pid << 3 | 2  # clock_getcpuclockid(3), which Python lacks
    try:
        return time.clock_gettime(clock)
    except OSError:
        return 0.0


def _py_spy() -> Path:
    """Return the executable beside this Python. Raises RecordingError."""
    path = Path(sys.executable).with_name("py-spy")
    if not os.access(path, os.X_OK):
        raise RecordingError(f"{path} not found: make profile installs it")
    return path


def _wait_until_started(process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _TIMEOUT
    while _STARTED not in log.read_text("utf-8", "replace"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RecordingError(_explained(log))
        time.sleep(0.02)


def _explained(log: Path) -> str:
    """Return the output of py-spy, and what to do if the system refused it."""
    output = log.read_text("utf-8", "replace").strip()
    if _REFUSED.search(output):
        return (
            f"{output}\n\nThe system does not let py-spy read the process. Run as root, set "
            "kernel.yama.ptrace_scope to 0, or give a container the capability SYS_PTRACE."
        )
    return f"py-spy recorded nothing:\n{output}"
