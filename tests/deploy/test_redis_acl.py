"""The users of Redis in deploy/redis/users.acl, with the real processes as these users."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import requests
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError

from listen.up.redis_program import find_program
from tests.conftest import free_port, running_server, wait_until, workers

USERS = Path(__file__).parents[2] / "deploy" / "redis" / "users.acl"
ADMIN = "user admin on >ADMIN-PASSWORD ~* &* +@all\n"

pytestmark = pytest.mark.e2e


class Guarded:
    """A Redis with these users."""

    def __init__(self, port: int) -> None:
        self._port = port

    def url(self, user: str) -> str:
        return f"redis://{user}:{user.upper()}-PASSWORD@127.0.0.1:{self._port}/0"

    def as_user(self, user: str) -> Redis:
        return Redis.from_url(self.url(user))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    (folder / "users.acl").write_text(
        "\n".join(line for line in USERS.read_text().splitlines() if not line.startswith("#"))
        + f"\n{ADMIN}"
    )
    options = ["--port", str(port), "--dir", str(folder), "--save", "", "--aclfile", "users.acl"]
    server = subprocess.Popen([find_program()[0], *options], stdout=subprocess.DEVNULL)
    guarded = Guarded(port)

    wait_until(lambda: port_is_open(port))
    yield guarded
    server.terminate()
    server.wait()


def port_is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_the_processes_do_their_work_and_are_refused_nothing(
    guarded: Guarded, tmp_path: Path
) -> None:
    environ = {
        **os.environ,
        "LISTEN_REDIS_URL": guarded.url("publish"),
        "LISTEN_DATA_DIR": str(tmp_path),
    }
    with workers(guarded.url("worker"), tmp_path) as spawn:
        worker = spawn()
        with (
            running_server(guarded.url("web"), tmp_path, free_port()) as url,
            subprocess.Popen([sys.executable, "-m", "listen", "publish"], env=environ) as publish,
        ):
            live = requests.post(
                f"{url}/v1/audio",
                json={"text": "Some words. " * 30},
                headers={"Accept": "audio/mpeg"},
                timeout=120,
            )
            assert (live.status_code, len(live.content) > 10_000) == (200, True)
            key = live.headers["Location"].rpartition("/")[2]
            wait_until(lambda: requests.get(f"{url}/v1/audio/{key}").json()["state"] == "finished")
            wait_until(lambda: is_registered(guarded, b"publish-"))
            assert (worker.poll(), publish.poll()) == (None, None)
            publish.terminate()
    with guarded.as_user("admin") as admin:
        assert admin.acl_log() == []


def is_registered(guarded: Guarded, prefix: bytes) -> bool:
    """Return whether a worker of RQ with this name waits for jobs."""
    with guarded.as_user("admin") as admin:
        names = cast(set[bytes], admin.smembers("rq:workers"))
        return any(prefix in name for name in names)


@pytest.mark.parametrize("user", ["web", "worker", "publish"])
@pytest.mark.parametrize(
    "command",
    [
        *("FLUSHALL", "CONFIG GET dir", "KEYS *", "GET other", "SET other x", "ACL LIST"),
        *("SHUTDOWN", "MONITOR", "SCRIPT FLUSH", "CLIENT LIST", "SWAPDB 0 1"),
        *("MODULE LIST", "REPLICAOF NO ONE", "CLIENT KILL TYPE normal"),
    ],
)
def test_a_user_is_refused(guarded: Guarded, user: str, command: str) -> None:
    with guarded.as_user(user) as client, pytest.raises(NoPermissionError):
        client.execute_command(*command.split())


@pytest.mark.parametrize(
    "key", ["listen:newsroom:ended:x", "listen:hook:body:x", "listen:plays:counts"]
)
def test_a_worker_sees_nothing_of_editors_and_readers(guarded: Guarded, key: str) -> None:
    with guarded.as_user("worker") as client, pytest.raises(NoPermissionError):
        client.get(key)


def test_nobody_is_let_in_without_a_password(guarded: Guarded) -> None:
    with (
        Redis.from_url(guarded.url("web").replace("WEB-PASSWORD", "wrong")) as client,
        pytest.raises(AuthenticationError),
    ):
        client.ping()
