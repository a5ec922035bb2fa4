"""A real Listen server for tests of builds: a worker that speaks with beeps, and a key."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from tests.conftest import free_port, running_server, workers


@dataclass(frozen=True)
class BuildServer:
    """The server, and a key of its only site."""

    url: str
    key: str
    data_dir: Path

    def run(
        self, *command: str | Path, cwd: Path, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of a build, which knows the key."""
        return subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, "LISTEN_API_KEY": self.key, **environ},
            capture_output=True,
            text=True,
            check=False,
        )


@contextmanager
def build_server(redis_url: str, data_dir: Path) -> Iterator[BuildServer]:
    """Run a server with an empty Redis."""
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    key = new_key(data_dir)
    with workers(redis_url, data_dir) as spawn:
        spawn()
        with running_server(redis_url, data_dir, free_port()) as url:
            yield BuildServer(url, key, data_dir)


def new_key(data_dir: Path) -> str:
    """Return a new API key of a server with this data directory."""
    made = subprocess.run(
        [sys.executable, "-m", "listen", "keys", "new", "build", "--data-dir", str(data_dir)],
        capture_output=True,
        text=True,
        check=True,
        cwd=data_dir,
    )
    return made.stdout.strip()
