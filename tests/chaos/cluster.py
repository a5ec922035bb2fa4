"""Listen on many hosts: two web processes, two workers, and everything that they share.

Each host knows the others by their URLs only. Redis, PostgreSQL and the object store keep what they
have on disks of their own, which can be filled.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

import requests

from listen.up.redis_program import find_program
from tests.chaos.network import Host, Network, network
from tests.chaos.program import Program
from tests.conftest import wait_until
from tests.object_store.servers import BUCKET, CREDENTIALS, S3RVER
from tests.postgresql import USER, find_programs, run_as_postgres

WEBS, WORKERS = ("web1", "web2"), ("worker1", "worker2")
STATEFUL = ("redis", "database", "store")
HOSTS = (*STATEFUL, *WEBS, *WORKERS, "publish")

_DISK_MEGABYTES = 4000
"""Ten minutes of audio and sentences need about a third. Memory is taken only for what is used."""

_SETTINGS = {
    "LISTEN_DEFAULT_VOICE": "tone:beep",
    "LISTEN_WORKER_ENGINES": "tone",
    "LISTEN_WORKER_STALL_SECONDS": "20",
    "LISTEN_OPEN": "on",
}


@dataclass
class Cluster:
    """The running programs, by the names of their hosts."""

    folder: Path
    network: Network
    hosts: dict[str, Host]
    programs: dict[str, Program]
    environ: dict[str, str]

    def url(self, name: str) -> str:
        return f"http://{self.hosts[name].address}:8000"

    def disk(self, name: str) -> Path:
        """Return the folder of a host that keeps something."""
        return self.folder / name

    def objects(self) -> list[Path]:
        """Return the files in which the object store keeps audio and manifests."""
        found = self.disk("store").rglob("*_object")
        return [path for path in found if ".mp3" in path.name or ".json." in path.name]

    def new_key(self) -> str:
        """Return a new API key that may publish."""
        command = [sys.executable, "-m", "listen", "keys", "new", "chaos", "--scope", "publish"]
        host = self.hosts["publish"].command(*command)
        environ = {**os.environ, **self.environ, "LISTEN_DATA_DIR": str(self.folder / "keys")}
        done = subprocess.run(host, env=environ, capture_output=True, text=True, check=True)
        return done.stdout.strip()


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Start everything, and end it."""
    with ExitStack() as stack:
        net, hosts = stack.enter_context(network(HOSTS))
        for name in STATEFUL:
            stack.enter_context(_disk(folder / name))
        environ = {**_SETTINGS, **CREDENTIALS, **_urls(hosts)}
        started = Cluster(folder, net, hosts, {}, environ)
        stack.callback(_stop_all, started)
        _start_redis(started)
        _start_database(started)
        _start_store(started)
        for name in (*WEBS, *WORKERS, "publish"):
            _start(started, name, _command_of(name), {"LISTEN_DATA_DIR": str(folder / name)})
        for name in WEBS:
            wait_until(partial(_is_ready, started.url(name)))
        yield started


def _urls(hosts: Mapping[str, Host]) -> dict[str, str]:
    endpoint = quote(f"http://{hosts['store'].address}:9000", safe="")
    return {
        "LISTEN_REDIS_URL": f"redis://{hosts['redis'].address}:6379/0",
        "LISTEN_DATABASE_URL": f"postgresql://{USER}@{hosts['database'].address}/listen",
        "LISTEN_STORE_URL": f"s3://{BUCKET}/audio?endpoint={endpoint}&region=us-east-1",
    }


def _command_of(name: str) -> list[str]:
    python = [sys.executable, "-m"]
    if name in WEBS:
        return [*python, "listen", "serve", "--host", "0.0.0.0", "--port", "8000"]
    return [*python, "worker"] if name in WORKERS else [*python, "listen", "publish"]


def _start(
    started: Cluster, name: str, command: list[str], environ: Mapping[str, str] | None = None
) -> None:
    started.programs[name] = Program(
        name,
        started.hosts[name].command(*command),
        {**started.environ, **(environ or {})},
        started.folder / f"{name}.log",
    )


def _start_redis(started: Cluster) -> None:
    program, _ = find_program()
    options = ["--protected-mode", "no", "--save", "", "--appendonly", "yes"]
    folder = ["--dir", str(started.disk("redis"))]
    _start(started, "redis", [str(program), *options, *folder])


def _start_database(started: Cluster) -> None:
    programs, data = find_programs(), started.disk("database") / "data"
    shutil.chown(started.disk("database"), USER)
    run_as_postgres(programs / "initdb", "--auth=trust", f"--username={USER}", "-D", data)
    with (data / "pg_hba.conf").open("a") as rules:
        rules.write("host all all 0.0.0.0/0 trust\n")
    as_user = ["setpriv", f"--reuid={USER}", "--regid", USER, "--clear-groups"]
    options = ["-c", "listen_addresses=*", "-k", str(started.disk("database"))]
    command = [*as_user, str(programs / "postgres"), "-D", str(data), *options]
    _start(started, "database", command)
    url = f"postgresql:///postgres?host={started.disk('database')}&user={USER}"
    wait_until(lambda: _psql(url, "CREATE DATABASE listen"), 60)


def _psql(url: str, query: str) -> bool:
    psql = shutil.which("psql") or "psql"
    return not subprocess.run([psql, url, "-c", query], capture_output=True, check=False).returncode


def _start_store(started: Cluster) -> None:
    options = ["--address", "0.0.0.0", "--port", "9000", "--configure-bucket", BUCKET, "--silent"]
    command = [str(S3RVER), "--directory", str(started.disk("store")), *options]
    _start(started, "store", command)


@contextmanager
def _disk(place: Path) -> Iterator[None]:
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={_DISK_MEGABYTES}m,mode=755", "tmpfs", str(place)]
    subprocess.run(["mount", *options], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def _stop_all(started: Cluster) -> None:
    for program in reversed(started.programs.values()):
        program.stop()


def _is_ready(url: str) -> bool:
    with suppress(requests.RequestException, json.JSONDecodeError):
        return requests.get(f"{url}/readyz", timeout=5).ok
    return False
