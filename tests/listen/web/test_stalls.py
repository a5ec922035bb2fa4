"""No request keeps the web process busy for long: each would hold up all live audio."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from redis import Redis

from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import FileStore
from audio_cache.timing import Timing
from listen.database.database import Database
from listen.database.url import FILE
from listen.keys.key_store import KeyStore
from tests.conftest import SpawnWorker, free_port, wait_until
from tests.entries import publish
from worker.script.script import SpeakerLimits, write_script

pytestmark = pytest.mark.e2e

SERVE = """
import os
from listen.config import WebConfig
from listen.web import serve
serve.WORKER_CLASS = "tests.listen.web.traced_worker.TracedWorker"
serve.serve(WebConfig.load(os.environ))
"""
MAX_STALL = 0.05
"""Seconds of processor time."""
BUSY = 503
"""Status of a request that a busy machine refuses."""

READERS = 200
PARAGRAPH = (
    "The old bridge over the river opened again on Monday, two years after a flood had damaged "
    "its pillars. About 300 people crossed it in the first hour, and the repairs cost $3.2bn. "
)
LONG = "\n\n".join(f"{PARAGRAPH}Part {number}." for number in range(540))
"""Some 100,000 characters."""


@pytest.fixture
def stall_file(tmp_path: Path) -> Path:
    return tmp_path / "stall"


@pytest.fixture
def url(
    redis_url: str, redis: Redis, data_dir: Path, spawn_worker: SpawnWorker, stall_file: Path
) -> Iterator[str]:
    spawn_worker()
    database = Database(data_dir / FILE)
    (data_dir / "key").write_text(KeyStore(database).create("prometheus", None, ["metrics"])[0])
    database.close()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environ = {
        **os.environ,
        "LISTEN_REDIS_URL": redis_url,
        "LISTEN_DATA_DIR": str(data_dir),
        "LISTEN_DEFAULT_VOICE": "tone:beep",
        "LISTEN_PORT": str(port),
        "LISTEN_OPEN": "1",
        "STALL_FILE": str(stall_file),
    }
    with subprocess.Popen([sys.executable, "-c", SERVE], env=environ) as server:
        wait_until(lambda: is_ready(url))
        yield url
        server.terminate()


def is_ready(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=1).ok
    except requests.RequestException:
        return False


class LiveReaders:
    """Many readers of one audio, from its beginning on, in a thread."""

    def __init__(self, url: str, path: str) -> None:
        self.total = 0
        """Bytes of all readers."""
        self._stack = ExitStack()
        self._selector = self._stack.enter_context(DefaultSelector())
        self._is_done = Event()
        for _ in range(READERS):
            connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
            self._stack.callback(connection.close)
            connection.request("GET", path)
            response = connection.getresponse()
            assert response.status == 200
            self._selector.register(connection.sock, EVENT_READ, response)
        self._thread = Thread(target=self._read)
        self._thread.start()

    def close(self) -> None:
        self._is_done.set()
        self._thread.join()
        self._stack.close()

    def _read(self) -> None:
        while not self._is_done.is_set():
            for key, _ in self._selector.select(0.1):
                block = key.data.read1(65536)
                self.total += len(block)
                if not block:
                    self._selector.unregister(key.fileobj)


@pytest.fixture
def finished(data_dir: Path) -> str:
    """The key of a finished audio of 100,000 characters, whose sound is noise."""
    blocks = tuple(Block("paragraph", text) for text in LONG.split("\n\n"))
    spec = SpeechSpec(blocks, "en", "tone:beep@1", 100)
    script = write_script(blocks, "en", SpeakerLimits(300))
    timings = [
        Timing(each.block, each.sentence, each.start, each.end, second, second + 0.9)
        for second, each in enumerate(script)
    ]
    return publish(FileStore(data_dir / "audio"), spec, os.urandom(20_000_000), timings).key


def test_no_request_stalls_the_web_process(
    url: str, stall_file: Path, finished: str, data_dir: Path
) -> None:
    key = (data_dir / "key").read_text()
    live = requests.post(f"{url}/v1/audio", json={"text": f"New. {LONG}"}, timeout=60).json()["key"]
    wait_until(lambda: resource(url, live)["segments"]["done"] > 5)
    readers = LiveReaders(url, f"/audio/{live}.mp3")
    try:
        for encoding in ("identity", "gzip"):
            for path in (
                *(f"/v1/audio/{finished}", f"/v1/audio/{finished}/marks", f"/audio/{finished}.vtt"),
                *(f"/v1/audio/{finished}/events", f"/v1/audio/{finished}/report"),
                *(f"/embed/{finished}", f"/v1/audio/{live}", "/v1/voices", "/openapi.json"),
                *("/metrics", "/readyz", "/metrics"),
            ):
                headers = {"Accept-Encoding": encoding, "x-api-key": key}
                assert requests.get(url + path, headers=headers, timeout=60).ok, path
        for text in (LONG, "1-" * 4000, "x-y " * 2000, "a\n" * 4000, "- a\n" * 2000, PARAGRAPH):
            preview = requests.post(f"{url}/v1/preview", json={"text": text}, timeout=60)
            assert preview.status_code in (200, BUSY)
        numbers = {"text": PARAGRAPH, "lexicon": [1] * 500_000}
        refused = requests.post(f"{url}/v1/preview", json=numbers, timeout=60)
        assert refused.status_code in (413, BUSY)
        page = {"Content-Type": "text/html; charset=gb18030"}
        body = b"\xff" * 9_000_000
        refused = requests.post(f"{url}/v1/preview", body, headers=page, timeout=60)
        assert refused.status_code in (413, 422, BUSY)  # too long to decode, or without a word
        requests.post(f"{url}/v1/audio", json={"text": LONG}, timeout=60)
        wait_until(lambda: readers.total > READERS * 200_000)
    finally:
        readers.close()
    assert 0 < float(stall_file.read_text()) < MAX_STALL


def resource(url: str, key: str) -> Any:
    return requests.get(f"{url}/v1/audio/{key}", timeout=60).json()
