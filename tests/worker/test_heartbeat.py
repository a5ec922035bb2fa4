"""A worker announces itself without filling the disk."""

from pathlib import Path

import pytest
from redis import Redis

from audio_cache.registry import WorkerRegistry
from tests.conftest import SpawnWorker, wait_until

pytestmark = pytest.mark.e2e


def test_an_idle_worker_writes_next_to_nothing(
    redis: Redis, spawn_worker: SpawnWorker, data_dir: Path
) -> None:
    spawn_worker()
    registry = WorkerRegistry(redis)
    wait_until(registry.workers)

    def beats() -> float:
        return sum(score for _, score in redis.zrange("listen:workers", 0, -1, withscores=True))

    def written() -> int:
        return int(redis.info("persistence")["aof_current_size"])

    for _ in range(3):  # the worker starts to wait for jobs
        before = beats()
        wait_until(lambda before=before: beats() > before)
    size = written()
    for _ in range(5):
        before = beats()
        wait_until(lambda before=before: beats() > before)
    assert written() - size < 500


def test_a_worker_is_announced_again_after_redis_lost_everything(
    redis: Redis, spawn_worker: SpawnWorker
) -> None:
    spawn_worker()
    registry = WorkerRegistry(redis)
    wait_until(lambda: registry.snapshot().voices)
    redis.flushall()
    wait_until(lambda: registry.snapshot().voices)
