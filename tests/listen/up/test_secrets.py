"""Passwords and keys of a running server appear in nothing that it prints, answers or stores."""

import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
from redis import Redis

from listen.up.redis_server import RedisServer
from tests.conftest import free_port, wait_until

PASSWORD, WRONG, USER, KEY = "password-1f0c", "password-2b77", "user-93ae", "key-c41d"
SECRETS = (PASSWORD, WRONG, USER, KEY)


@pytest.fixture
def external(tmp_path: Path) -> Iterator[tuple[Redis, int]]:
    """A Redis with a password, and its port."""
    server, port = RedisServer(tmp_path / "external"), free_port()
    server.start()
    server.wait_until_ready()
    with Redis(unix_socket_path=str(server.socket)) as redis:
        redis.config_set("port", port)
        redis.config_set("requirepass", PASSWORD)
        redis.execute_command("AUTH", PASSWORD)
        yield redis, port
        redis.config_set("requirepass", "")
    server.stop()


class Machine:
    """`listen up` with everything that it shows."""

    def __init__(self, folder: Path, redis_url: str, live_redis_url: str = "") -> None:
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self._log = folder / "log"
        environ = {
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "LISTEN_REDIS_URL": redis_url,
            "LISTEN_LIVE_REDIS_URL": live_redis_url,
            "LISTEN_DATA_DIR": str(folder / "data"),
            "LISTEN_WORKERS": "1",
            "LISTEN_WORKER_ENGINES": "tone,openai",
            "LISTEN_WORKER_OPENAI_URL": "http://127.0.0.1:9/v1",
            "LISTEN_WORKER_OPENAI_KEY": KEY,
            "LISTEN_WORKER_OPENAI_MODEL": "model",
            "LISTEN_WORKER_OPENAI_VOICES": "alex",
        }
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "listen", "up", "--port", str(port)],
                cwd=folder,
                env={**os.environ, **environ},
                stdout=log,
                stderr=log,
            )

    def log(self) -> str:
        return self._log.read_text()

    def get(self, path: str) -> str:
        return requests.get(f"{self.url}{path}", timeout=30).text

    def post(self, **fields: str) -> str:
        return requests.post(f"{self.url}/v1/audio", json=fields, timeout=30).text

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.log()
        try:
            return requests.get(f"{self.url}/readyz", timeout=30).ok
        except requests.RequestException:
            return False

    def command_lines(self) -> str:
        listed = ["ps", "-eo", "pid=,ppid=,comm=,args="]
        lines = subprocess.run(listed, capture_output=True, text=True, check=True).stdout
        pid = str(self.process.pid)
        found = [line for line in lines.splitlines() if pid in line.split()[:2]]
        assert len(found) >= 3
        return "\n".join(found)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def dump(redis: Redis) -> str:
    """Return everything that a Redis stores. RQ compresses the data of jobs."""
    client: Any = redis
    readers = {
        b"string": client.get,
        b"hash": client.hgetall,
        b"list": lambda key: client.lrange(key, 0, -1),
        b"set": client.smembers,
        b"zset": lambda key: client.zrange(key, 0, -1),
        b"stream": client.xrange,
    }
    values = []
    for key in client.scan_iter():
        value = readers[client.type(key)](key)
        values.append(repr((key, value)))
        if isinstance(value, dict):
            with suppress(zlib.error):
                values.append(repr(zlib.decompress(value.get(b"data", b""))))
    return "\n".join((*values, repr(client.client_list())))


def assert_clean(text: str) -> None:
    assert text
    assert [secret for secret in SECRETS if secret in text] == []


def test_neither_a_job_that_fails_nor_a_redis_that_refuses_shows_a_secret(
    tmp_path: Path, external: tuple[Redis, int]
) -> None:
    redis, port = external
    machine = Machine(tmp_path, f"redis://:{PASSWORD}@127.0.0.1:{port}/0")
    try:
        wait_until(machine.is_ready)
        machine.post(text="Some words.", voice="openai:alex")
        wait_until(lambda: "failed: unavailable" in machine.log())
        assert_clean(machine.get("/v1/voices") + machine.post(text="More.", voice="openai:alex"))
        assert_clean(machine.command_lines())
        assert_clean(dump(redis))
        redis.config_set("requirepass", WRONG)
        redis.client_kill_filter(_type="normal", skipme=True)
        wait_until(lambda: "waiting for Redis" in machine.log())
        assert_clean(machine.get("/readyz") + machine.post(text="Other words."))
        assert_clean(machine.command_lines())
    finally:
        machine.stop()
    assert_clean(machine.log())


@pytest.mark.parametrize(
    "url", ["redis://:{}@127.0.0.1:{}/0", "redis://{2}:{0}@127.0.0.1:1/0", "redis://:{}@no.invalid"]
)
def test_a_redis_that_cannot_be_used_is_named_without_secrets(
    tmp_path: Path, external: tuple[Redis, int], url: str
) -> None:
    redis_url = url.format(WRONG, external[1], USER)
    machine = Machine(tmp_path, redis_url, redis_url)
    try:
        wait_until(lambda: "worker: waiting for Redis at redis://" in machine.log())
        assert_clean(machine.command_lines())
    finally:
        machine.stop()
    assert "set by live_redis_url, does not respond yet" in machine.log()
    assert_clean(machine.log())
