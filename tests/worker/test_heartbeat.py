"""A worker announces itself without filling the disk."""

from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from redis import Redis

from audio_cache import heap
from audio_cache.registry import WorkerRegistry
from tests.conftest import SpawnWorker, wait_until
from worker import heartbeat
from worker.heartbeat import Heartbeat

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


@pytest.mark.parametrize("error", [None, RuntimeError("no memory")])
def test_memory_is_returned_once_in_each_idle_period(
    monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    monkeypatch.setattr(heartbeat, "_INTERVAL", 0.001)
    worker, voices = Mock(executions={}), Mock()
    voices.release_memory.side_effect = error
    beats = Heartbeat(worker, Mock(), Mock(), voices, Mock(), Mock())
    trims = Mock()
    monkeypatch.setattr(heap, "trim", trims)

    def wait_for_beats() -> None:
        before = worker.renew_leases.call_count
        wait_until(lambda: worker.renew_leases.call_count > before + 30)

    beats.start()
    wait_for_beats()
    worker.executions = {"job": Mock()}
    wait_for_beats()
    assert (voices.release_memory.call_count, trims.call_count) == (1, 1)
    worker.executions = {}
    wait_for_beats()
    beats.stop()
    assert (voices.release_memory.call_count, trims.call_count) == (2, 2)
