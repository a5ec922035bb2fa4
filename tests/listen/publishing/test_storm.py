"""Many saves of one article at once, through the real server and a real worker."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from redis import Redis

from audio_cache import registry
from audio_cache.registry import WorkerRegistry
from audio_cache.voice import Voice
from listen.database.database import Database
from listen.keys.key_store import KeyStore
from tests.conftest import SpawnWorker, free_port, running_server, wait_until

WORDS = "The old bridge over the river is open again. A flood had damaged it two years ago."
SAVES = 60


def test_overlapping_saves_make_one_audio(
    redis_url: str,
    redis: Redis,
    data_dir: Path,
    beep: Voice,
    spawn_worker: SpawnWorker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "TTL", 3600.0)
    WorkerRegistry(redis).announce("worker", [beep])  # none that works, until all is saved
    with running_server(redis_url, data_dir, free_port()) as url:
        database = Database(data_dir / "listen.db")
        key, _ = KeyStore(database).create("cms", "default", ["publish"])
        database.close()
        session = requests.Session()
        session.headers["x-api-key"] = key
        address = f"{url}/v1/articles/a"

        def save(number: int) -> int:
            words = {"text": f"{WORDS} Edition {number} is the newest."}
            return requests.put(address, json=words, headers={"x-api-key": key}).status_code

        with ThreadPoolExecutor(12) as threads:
            assert {*threads.map(save, range(SAVES))} == {202}
        assert save(SAVES) == 202  # the last one that was accepted
        spawn_worker()
        wait_until(lambda: session.get(address).json()["state"] == "ready")
        article = session.get(address).json()
        marks = session.get(url + article["audio"]["links"]["marks"]).json()
        assert f"Edition {SAVES} is" in marks["text"]
        assert article["segments"]["new"] == article["segments"]["total"]
        assert len([*data_dir.rglob("*.mp3")]) == 1
        # They go with the end of the job, or with the next sweep.
        wait_until(lambda: not redis.exists("listen:pending", "listen:delayed"))
