"""A process that sends back each message, with its pid: for spawned and for forked processes."""

import os
import sys
import time
from pathlib import Path

from listen.processes.messages import read_message, until_pool_ends, write_message

ECHO = "tests.listen.processes.echo"
"""Name of this module."""

_loader = 0


def load() -> None:
    """Wait for the file that $GATE names."""
    global _loader  # noqa: PLW0603  # as a module's caches are
    gate = os.environ.get("GATE")
    while gate and not Path(gate).exists():
        time.sleep(0.01)
    _loader = os.getpid()


def serve(*arguments: str) -> None:
    """Answer until the input ends."""
    with until_pool_ends():
        while True:
            fields, document = read_message(sys.stdin.buffer)
            if fields.get("sleep"):
                time.sleep(60)
            if fields.get("exit"):
                os._exit(1)
            facts = {"pid": os.getpid(), "loader": _loader, "arguments": arguments}
            write_message(sys.stdout.buffer, {**fields, **facts}, document)


def has_ended(pid: int) -> bool:
    """Return whether a process has ended. Its parent may not know yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


if __name__ == "__main__":
    load()
    serve(*sys.argv[1:])
