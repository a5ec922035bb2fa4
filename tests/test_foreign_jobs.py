"""Jobs that somebody else has put into Redis: none of their functions runs, no pickle is loaded."""

import pickle
import zlib
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from rq import Callback, Queue, SimpleWorker
from rq.serializers import JSONSerializer

from audio_cache.queue import JOB
from listen.publish import ChangeWorker
from listen.publishing.tasks import FUNCTIONS, QUEUE
from tests.conftest import run_waiting_jobs
from worker.worker import WarmWorker


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder that exists when a foreign function has run."""
    return tmp_path / "trap"


class Trap:
    """Makes the folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.mkdir, (self._path,)


@pytest.fixture(params=["worker", "publish"])
def victim(request: pytest.FixtureRequest, redis: Redis) -> SimpleWorker:
    return WarmWorker(redis, ["tone"]) if request.param == "worker" else ChangeWorker(redis)


def queue_of(victim: SimpleWorker, redis: Redis) -> Queue:
    name = "click:tone" if isinstance(victim, WarmWorker) else QUEUE
    return Queue(name, connection=redis, serializer=JSONSerializer)


def test_a_foreign_function_is_not_run(victim: SimpleWorker, redis: Redis, trap: Path) -> None:
    queue_of(victim, redis).enqueue("os.mkdir", str(trap), failure_ttl=5)
    run_waiting_jobs(victim)
    assert not trap.exists()


def test_the_function_would_run_in_another_worker(redis: Redis, trap: Path) -> None:
    queue = Queue("another", connection=redis, serializer=JSONSerializer)
    queue.enqueue("os.mkdir", str(trap))
    run_waiting_jobs(SimpleWorker([queue], connection=redis, serializer=JSONSerializer))
    assert trap.exists()


@pytest.mark.parametrize("name", ["on_success", "on_failure", "on_stopped"])
def test_a_callback_is_not_run(
    victim: SimpleWorker, redis: Redis, name: str, trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio_cache.atomic_file.called", lambda *_: trap.mkdir(), raising=False)
    queue_of(victim, redis).enqueue(
        JOB if isinstance(victim, WarmWorker) else FUNCTIONS[0],
        "00",
        failure_ttl=5,
        **{name: Callback("audio_cache.atomic_file.called")},
    )
    run_waiting_jobs(victim)
    assert not trap.exists()


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "compressed"])
def test_a_pickle_is_not_loaded(
    victim: SimpleWorker, redis: Redis, trap: Path, packed: bool
) -> None:
    job = queue_of(victim, redis).enqueue("os.getpid", failure_ttl=5)
    data = pickle.dumps(("os.getpid", None, [Trap(trap)], {}))
    redis.hset(job.key, "data", zlib.compress(data) if packed else data)
    run_waiting_jobs(victim)
    assert not trap.exists()


def test_the_pickle_would_be_loaded_by_another_worker(redis: Redis, trap: Path) -> None:
    queue = Queue("another", connection=redis)
    queue.enqueue(repr, Trap(trap))
    run_waiting_jobs(SimpleWorker([queue], connection=redis))
    assert trap.exists()


def test_no_module_of_ours_imports_pickle() -> None:
    root = Path(__file__).parents[1]
    for package in ("audio_cache", "worker", "listen"):
        for path in (root / package).rglob("*.py"):
            assert "pickle" not in path.read_text("utf-8"), path
