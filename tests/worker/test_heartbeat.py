"""A worker announces itself without filling the disk."""

from functools import partial
from pathlib import Path
from typing import Any

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

    client: Any = redis

    def alive_until() -> float:
        return float(
            sum(score for _, score in client.zrange("listen:workers", 0, -1, withscores=True))
        )

    def wait_for_heartbeats(count: int) -> None:
        for _ in range(count):
            wait_until(partial(lambda before: alive_until() > before, alive_until()))

    wait_for_heartbeats(3)  # the worker starts to wait for jobs
    written = client.info("persistence")["aof_current_size"]
    wait_for_heartbeats(5)
    assert client.info("persistence")["aof_current_size"] - written < 500


def test_a_worker_is_announced_again_after_redis_lost_everything(
    redis: Redis, spawn_worker: SpawnWorker
) -> None:
    spawn_worker()
    registry = WorkerRegistry(redis)
    wait_until(lambda: registry.snapshot().voices)
    redis.flushall()
    wait_until(lambda: registry.snapshot().voices)
