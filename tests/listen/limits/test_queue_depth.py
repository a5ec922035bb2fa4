import time

import pytest
from redis import Redis

from audio_cache.priorities import CLICK, PUBLISH, queue_name
from audio_cache.queue import JobQueue
from audio_cache.state import HASH, States
from listen.errors import QueueFull
from listen.limits import queue_depth
from listen.limits.queue_depth import QueueDepth

BACKFILL = "backfill"


@pytest.fixture(autouse=True)
def _look_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_depth, "_MAX_AGE", 0.0)


def fill(redis: Redis, priority: str, count: int, engine: str = "tone", age: float = 0.0) -> None:
    for number in range(count):
        name, queue = f"{priority}{engine}{number}", queue_name(priority, engine)
        States(redis).request(name, "{}", queue)
        redis.hset(HASH + name, "since", time.time() - age)
        JobQueue(redis).enqueue(name, queue)


def wait_of(depth: QueueDepth, priority: str) -> int | None:
    with pytest.raises(QueueFull) as caught:
        depth.check(priority)
    return caught.value.retry_after


def test_new_audio_is_refused_when_the_queues_of_all_engines_are_full(redis: Redis) -> None:
    depth = QueueDepth(redis, 10)
    fill(redis, CLICK, 5)
    fill(redis, CLICK, 4, "other")
    depth.check(CLICK)
    fill(redis, CLICK, 1, "another")
    with pytest.raises(QueueFull, match="10 audio files wait"):
        depth.check(CLICK)


def test_less_urgent_audio_refuses_no_reader(redis: Redis) -> None:
    depth = QueueDepth(redis, 10)
    fill(redis, BACKFILL, 10)
    depth.check(CLICK)
    depth.check(PUBLISH)
    wait_of(depth, BACKFILL)
    fill(redis, CLICK, 10)
    wait_of(depth, PUBLISH)


@pytest.mark.parametrize(("age", "wait"), [(0, 1), (100, 5), (1000, 50), (10**6, 3600)])
def test_the_wait_is_what_the_workers_need(redis: Redis, age: float, wait: int) -> None:
    """They began 10 jobs in `age` seconds; 5 % of the limit must be free."""
    fill(redis, CLICK, 10, age=age)
    assert (wait_of(QueueDepth(redis, 10), CLICK) or 0) - wait in (0, 1)


def test_there_may_be_no_limit() -> None:
    with Redis(port=1) as away:
        QueueDepth(away, 0).check(CLICK)
