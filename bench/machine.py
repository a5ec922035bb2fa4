"""The product under test: `listen up` with its own data directory, watched through /proc."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, Self

import requests
from redis import Redis

from bench import processes

_ROOT = Path(__file__).parent.parent
_TIMEOUT = 60.0

Json = dict[str, Any]


class Article(Protocol):
    """An article to request."""

    @property
    def title(self) -> str: ...

    @property
    def text(self) -> str: ...


class MachineError(Exception):
    """The product failed a client. The message contains the end of its log."""


class Machine:
    """Context manager: a ready server with warm workers. Leaves nothing behind."""

    def __init__(self, workers: int = 2, **settings: str) -> None:
        """`settings` are variables, such as LISTEN_WORKER_ENGINES."""
        self.workers = workers
        self._settings = settings
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = Path(tempfile.mkdtemp(prefix="listen-bench-"))
        self._session = requests.Session()

    @property
    def pid(self) -> int:
        """The supervisor, the ancestor of all processes."""
        return self._supervisor.pid

    @property
    def data_dir(self) -> Path:
        return self._folder / "data"

    def __enter__(self) -> Self:
        environ = {
            name: value for name, value in os.environ.items() if not name.startswith("LISTEN_")
        }
        command = [sys.executable, "-m", "listen", "up", "--port", str(self.port)]
        command += ["--workers", str(self.workers), "--data-dir", str(self._folder / "data")]
        with (self._folder / "log").open("wb") as log:
            self._supervisor = subprocess.Popen(
                command,
                cwd=self._folder,
                env={**environ, **self._settings, "PYTHONPATH": str(_ROOT)},
                stderr=log,
            )
        try:
            self._wait_until(self._is_ready, "not ready")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._session.close()
        self._supervisor.send_signal(signal.SIGTERM)
        self._supervisor.wait(30)
        shutil.rmtree(self._folder)

    def post(self, article: Article, priority: str = "click", **fields: str) -> str:
        """Request an article. Returns its key. `fields` are added to the body, such as a voice."""
        body = {"title": article.title, "text": article.text, "priority": priority, **fields}
        return str(self._post("/v1/audio", body)["key"])

    def preview(self, article: Article) -> Json:
        return self._post("/v1/preview", {"title": article.title, "text": article.text})

    def preview_page(self, html: str) -> Json:
        return self._post("/v1/preview", {"html": html})

    def spoken(self, article: Article) -> list[str]:
        """Return the text that the engine gets for each segment."""
        return [segment["spoken"] for segment in self.preview(article)["segments"]]

    def audio(self, key: str) -> Json:
        return self.get(f"/v1/audio/{key}")

    def segments(self, key: str) -> list[Json]:
        """Return the `segment` events of finished audio."""
        response = self._session.get(f"{self.url}/v1/audio/{key}/events", timeout=_TIMEOUT)
        events = [event.split("\ndata: ") for event in response.text.strip().split("\n\n")]
        return [json.loads(data) for name, data in events if name == "event: segment"]

    def get(self, path: str) -> Json:
        return self._checked(self._session.get(self.url + path, timeout=_TIMEOUT))

    def file(self, key: str, extension: str = "mp3") -> bytes:
        """Return the file; waits until it is complete."""
        response = self._session.get(f"{self.url}/audio/{key}.{extension}", timeout=_TIMEOUT)
        response.raise_for_status()
        return response.content

    def wait_until(self, key: str, state: str, timeout: float = _TIMEOUT) -> Json:
        self._wait_until(lambda: self.audio(key)["state"] == state, f"not {state}", timeout)
        return self.audio(key)

    def cpu_seconds(self) -> float:
        return processes.cpu_seconds(self.pid)

    def cpu_seconds_by_role(self) -> dict[str, float]:
        """Return the processor time of the workers, both Redis servers, the publish process, and
        of `web`: the web process, the extraction and the supervisor.
        """
        return self._by_role(processes.own_cpu_seconds)

    def memory_by_role(self) -> dict[str, float]:
        """Return the resident bytes of the same; shared pages count once (PSS)."""
        return self._by_role(processes.own_memory)

    def worker_pids(self) -> list[int]:
        return [pid for pid in processes.tree(self.pid) if _role(pid) == "worker"]

    def rivals(self) -> int:
        """Return the sessions of other processes that use a processor or wait for one now."""
        return processes.running_sessions({*processes.tree(self.pid), os.getpid()})

    def jobs_done(self) -> int:
        with self.redis() as redis:
            workers = [name for name in redis.keys("rq:worker:*") if b":executions" not in name]
            return sum(int(redis.hget(name, "successful_job_count") or 0) for name in workers)

    def _by_role(self, measure: Callable[[int], float]) -> dict[str, float]:
        total = dict.fromkeys(("worker", "redis", "publish", "web"), 0.0)
        for pid in processes.tree(self.pid):
            total[_role(pid)] += measure(pid)
        return total

    def _is_ready(self) -> bool:
        try:
            if not self._session.get(f"{self.url}/readyz", timeout=1).ok:
                return False
        except requests.RequestException:
            return False
        with self.redis() as redis:
            return int(redis.zcard("listen:workers")) == self.workers

    def redis(self, name: str = "redis") -> Redis:
        """Return a client of the Redis with the queue, or of `live`."""
        return Redis.from_url(f"unix://{self.data_dir}/{name}.sock")

    def _post(self, path: str, fields: Json) -> Json:
        return self._checked(self._session.post(self.url + path, json=fields, timeout=_TIMEOUT))

    def _checked(self, response: requests.Response) -> Json:
        if not response.ok:
            raise MachineError(f"{response.status_code}: {response.text}\n{self._log()}")
        answer: Json = response.json()
        return answer

    def _wait_until(
        self, happened: Callable[[], bool], failure: str, timeout: float = _TIMEOUT
    ) -> None:
        deadline = time.monotonic() + timeout
        while not happened():
            if time.monotonic() > deadline:
                raise MachineError(f"{failure} after {timeout:.0f} s\n{self._log()}")
            time.sleep(0.05)

    def _log(self) -> str:
        return (self._folder / "log").read_text("utf-8", "replace")[-4000:]


def _role(pid: int) -> str:
    try:
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return "web"
    if b"-m\0worker\0" in arguments:
        return "worker"
    if b"redis-server" in arguments or b"valkey-server" in arguments:
        return "redis"
    return "publish" if b"\0publish\0" in arguments else "web"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
