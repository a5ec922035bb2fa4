"""A real server between SIGTERM and its end, and one whose Redis is frozen."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from listen.up.redis_server import RedisServer
from tests.conftest import free_port, wait_until, workers

pytestmark = pytest.mark.e2e


class Server:
    """A real server that is stopped by the test."""

    def __init__(self, redis_url: str, data_dir: Path, **settings: str) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "listen", "serve", "--port", str(port)],
            env={
                **os.environ,
                "LISTEN_REDIS_URL": redis_url,
                "LISTEN_DATA_DIR": str(data_dir),
                "LISTEN_DEFAULT_VOICE": "tone:beep",
                **settings,
            },
        )

    def ready(self, query: str = "") -> tuple[int, str]:
        """Return the status of the response and that in it; (0, "") without a response."""
        try:
            answer = requests.get(f"{self.url}/readyz{query}", timeout=10)
        except requests.RequestException:
            return 0, ""
        return answer.status_code, answer.json()["status"]


@contextmanager
def running(redis_url: str, data_dir: Path, **settings: str) -> Iterator[Server]:
    server = Server(redis_url, data_dir, **settings)
    try:
        wait_until(lambda: server.ready("?for=delivery")[0] == 200)
        yield server
    finally:
        server.process.kill()
        server.process.wait()


def test_a_server_that_drains_answers_and_says_so(redis_url: str, data_dir: Path) -> None:
    with running(redis_url, data_dir, LISTEN_DRAIN_SECONDS="120") as server:
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: server.ready() == (503, "draining"))
        assert server.ready("?for=delivery") == (503, "draining")
        assert requests.get(f"{server.url}/healthz", timeout=10).ok
        assert server.process.poll() is None


def test_a_server_ends_after_it_has_drained(redis_url: str, data_dir: Path) -> None:
    with running(redis_url, data_dir, LISTEN_DRAIN_SECONDS="1") as server:
        start = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(120) == 0
        assert time.monotonic() - start >= 1


def test_a_frozen_redis_is_down_and_delays_the_answer_no_longer_than_the_checks(
    tmp_path: Path,
) -> None:
    redis = RedisServer(tmp_path / "redis")
    redis.start()
    redis.wait_until_ready()
    pid = int(redis.describe().partition("pid ")[2].partition(",")[0])
    try:
        with (
            workers(redis.url, tmp_path / "data") as spawn,
            running(redis.url, tmp_path / "data") as server,
        ):
            spawn()
            wait_until(lambda: server.ready() == (200, "ready"))
            os.kill(pid, signal.SIGSTOP)
            wait_until(lambda: server.ready()[0] == 503)
            found = requests.get(f"{server.url}/readyz", timeout=10).json()
            assert (found["status"], found["missing"]) == ("waiting", ["redis"])
            states = {name: each["state"] for name, each in found["dependencies"].items()}
            assert (states["redis"], states["workers"], states["disk"]) == ("down", "down", "ok")
            assert server.ready("?for=delivery") == (200, "waiting")
            os.kill(pid, signal.SIGCONT)
            wait_until(lambda: server.ready() == (200, "ready"))
    finally:
        os.kill(pid, signal.SIGCONT)
        redis.stop()
