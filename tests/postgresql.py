"""A real PostgreSQL server for tests, of Debian's package."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

USER = "postgres"
"""The package makes this user. PostgreSQL refuses to run as root."""


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Yield the URL of a server, without a database's name, that listens on a socket only."""
    programs = find_programs()
    # The path of a socket must not be longer than 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="listen-pg", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    data = folder / "data"
    run_as_postgres(
        programs / "initdb", "--auth=trust", "--no-sync", f"--username={USER}", "-D", data
    )
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=50"
    run_as_postgres(
        programs / "pg_ctl", "start", "-w", "-D", data, "-o", options, "-l", folder / "log"
    )
    try:
        yield f"postgresql:///{{}}?host={folder}&user={USER}"
    finally:
        run_as_postgres(programs / "pg_ctl", "stop", "-m", "immediate", "-D", data)
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """Return the folder of the newest version's programs. Skips the test if there is none."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(path.parts[-3]), default=None)
    if newest is None:
        pytest.skip("PostgreSQL not found: apt-get install postgresql")
    return newest.parent


def create_database(server: str) -> str:
    """Create an empty database, and return its URL."""
    name = f"listen_{uuid4().hex[:12]}"
    psql = shutil.which("psql") or "psql"
    subprocess.run(
        [psql, "--quiet", server.format("postgres"), "-c", f"CREATE DATABASE {name}"],
        check=True,
        env={**os.environ, "PGOPTIONS": "--client-min-messages=warning"},
    )
    return server.format(name)


def run_as_postgres(*command: str | Path) -> None:
    """Run a command as PostgreSQL's user, if this one may. Fail the test if it fails."""
    as_user = ["setpriv", f"--reuid={USER}", "--regid", USER, "--clear-groups"]
    prefix = as_user if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *command], cwd="/", capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
