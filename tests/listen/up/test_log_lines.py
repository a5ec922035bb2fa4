"""The lines that all processes of a machine write as JSON: whole, with ids, without secrets."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from redis import Redis

from listen.database.database import Database
from listen.keys.key_store import KeyStore
from listen.up.redis_server import RedisServer
from tests.conftest import free_port, wait_until
from tests.listen.publishing.hooks.senders import (
    GHOST_SECRET,
    STANDARD_SECRET,
    standard_headers,
)
from tests.postgresql import create_database, postgresql_server

PASSWORD, DATABASE_PASSWORD = "password-1f0c", "password@77/ab"
ENGINE_KEY = "sk-key-c41d-8812"
TEXT = "The old bridge is open again. Two years ago, a flood had damaged it."

_SETTINGS = f"""
log_format = "json"
default_voice = "tone:beep"

[sites.news]
hosts = ["news.example"]
secrets = ["{STANDARD_SECRET}", "{GHOST_SECRET}"]
callbacks = ["https://receiver.invalid/hook"]
protected_audio = true
"""


class Machine:
    """`listen up` with a PostgreSQL and a Redis that have passwords."""

    def __init__(self, folder: Path, redis_url: str, database_url: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "log"
        (folder / "listen.toml").write_text(_SETTINGS)
        environ = {
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "LISTEN_REDIS_URL": redis_url,
            "LISTEN_LIVE_REDIS_URL": redis_url,
            "LISTEN_DATABASE_URL": database_url,
            "LISTEN_DATA_DIR": str(folder / "data"),
            "LISTEN_WORKERS": "1",
            "LISTEN_WORKER_ENGINES": "tone,openai",
            "LISTEN_WORKER_OPENAI_URL": "http://127.0.0.1:9/v1",
            "LISTEN_WORKER_OPENAI_KEY": ENGINE_KEY,
            "LISTEN_WORKER_OPENAI_MODEL": "model",
            "LISTEN_WORKER_OPENAI_VOICES": "alex",
        }
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "listen", "up", "--port", str(self.port)],
                cwd=folder,
                env={**os.environ, **environ},
                stdout=log,
                stderr=log,
            )

    def log(self) -> str:
        return self._log.read_text()

    def lines(self) -> list[dict[str, Any]]:
        """Return the whole lines. Each must be an object."""
        lines = self.log().split("\n")[:-1]
        assert [line for line in lines if not line.startswith("{")] == []
        return [json.loads(line) for line in lines]

    def of_request(self, request_id: str, process: str) -> list[dict[str, Any]]:
        return [
            line
            for line in self.lines()
            if line.get("request_id") == request_id and line["process"] == process
        ]

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.log()
        try:
            return requests.get(f"{self.url}/readyz", timeout=5).ok
        except requests.RequestException:
            return False


@contextmanager
def external_redis(folder: Path) -> Iterator[str]:
    server, port = RedisServer(folder), free_port()
    server.start()
    server.wait_until_ready()
    with Redis(unix_socket_path=str(server.socket)) as redis:
        redis.config_set("port", port)
        redis.config_set("requirepass", PASSWORD)
        try:
            yield f"redis://:{PASSWORD}@127.0.0.1:{port}/0"
        finally:
            redis.execute_command("AUTH", PASSWORD)
            redis.config_set("requirepass", "")
            server.stop()


def test_lines_are_json_name_their_request_and_have_no_secrets(tmp_path: Path) -> None:
    with external_redis(tmp_path / "redis") as redis_url:
        with postgresql_server() as server:
            location = create_database(server)
            database = Database(location)
            keys = KeyStore(database)
            key, _ = keys.create("cms", None, ["synthesize", "publish"])
            database.close()
            url = f"{location}&password={quote(DATABASE_PASSWORD, safe='')}"
            machine = Machine(tmp_path, redis_url, url)
            try:
                wait_until(machine.is_ready)
                token = drive(machine, key)
            except BaseException:
                machine.process.kill()
                machine.process.wait()
                raise
        # The database is gone.
        try:
            headers = {"x-api-key": key}
            articles = f"{machine.url}/v1/articles?site=news"
            assert requests.get(articles, headers=headers, timeout=60).status_code == 503
            ready = requests.get(f"{machine.url}/readyz", timeout=30).json()
            assert (ready["status"], ready["dependencies"]["database"]["state"]) == (
                "degraded",
                "down",
            )
        finally:
            machine.process.terminate()
            machine.process.wait()
    secrets = (
        *(PASSWORD, DATABASE_PASSWORD, quote(DATABASE_PASSWORD, safe=""), ENGINE_KEY, key, token),
        *(GHOST_SECRET, STANDARD_SECRET, STANDARD_SECRET.removeprefix("whsec_")),
    )
    assert [secret for secret in secrets if secret in machine.log()] == []
    for line in machine.lines():
        assert line.keys() >= {"time", "level", "logger", "message", "process", "pid"}, line
    processes = {line["process"] for line in machine.lines()}
    assert processes >= {"supervisor", "web", "worker", "publish"}


def drive(machine: Machine, key: str) -> str:
    """Use everything that has a secret. Return the token of a signed URL."""
    headers = {"x-api-key": key}

    def post(path: str, fields: Any, **more: Any) -> requests.Response:
        return requests.post(
            f"{machine.url}{path}", json=fields, headers={**headers, **more}, timeout=60
        )

    made = post("/v1/audio", {"text": TEXT}, **{"X-Request-Id": "forged-by-a-client"})
    request_id = made.headers["X-Request-Id"]
    assert request_id != "forged-by-a-client", "no proxy is trusted"
    wait_until(lambda: machine.of_request(request_id, "worker"))
    assert "finished" in machine.of_request(request_id, "worker")[-1]["message"]
    assert machine.of_request(request_id, "web")[0]["logger"] == "listen.requests"

    failing = post("/v1/audio", {"text": TEXT, "voice": "openai:alex"})
    wait_until(
        lambda: any(
            "failed: unavailable" in line["message"]
            for line in machine.of_request(failing.headers["X-Request-Id"], "worker")
        )
    )

    saved = {
        "type": "article.saved",
        "data": {"id": "a", "text": f"{TEXT} More.", "access": "private"},
    }
    body = json.dumps(saved).encode()
    signed = {**standard_headers(body), "Content-Type": "application/json"}
    hook = f"{machine.url}/v1/hooks/news/generic"
    taken = requests.post(hook, data=body, headers=signed, timeout=60)
    assert taken.status_code == 202, taken.text
    hook_id = taken.headers["X-Request-Id"]
    wait_until(lambda: machine.of_request(hook_id, "publish"))
    wait_until(lambda: machine.of_request(hook_id, "worker"))
    forged = {**signed, "webhook-signature": "v1,AAAA"}
    refused = requests.post(hook, data=body, headers=forged, timeout=60)
    assert refused.status_code == 401
    assert refused.json()["request_id"] == refused.headers["X-Request-Id"]

    given = post("/v1/articles/a/token?site=news", {}).json()
    audio = f"{machine.url}{given['links']['audio']}"
    assert requests.get(audio, timeout=60).ok
    assert requests.get(audio.replace("token=", "token=x"), timeout=60).status_code == 403
    wrong = f"{key[:-3]}abc"
    assert (
        requests.get(
            f"{machine.url}/v1/articles", headers={"x-api-key": wrong}, timeout=60
        ).status_code
        == 401
    )
    token: str = given["token"]
    return token
