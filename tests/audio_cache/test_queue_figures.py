"""Length and age of the queues."""

import time
from typing import Any, cast

import pytest
from redis import Redis
from rq import Queue

from audio_cache.priorities import CLICK, PUBLISH, queue_name
from audio_cache.queue import JobQueue
from audio_cache.queue_figures import length_of, read_queues
from audio_cache.state import HASH, States

BACKFILL = "backfill"


def queue_job(redis: Redis, name: str, priority: str, waits: float = 0.0) -> None:
    queue = queue_name(priority, "tone")
    States(redis).request(name, "{}", queue)
    JobQueue(redis).enqueue(name, queue)
    if waits:
        redis.hset(HASH + name, "since", time.time() - waits)


def ages(redis: Redis) -> dict[str, float]:
    return {name: round(age, -1) for name, age in read_queues(redis).ages.items()}


def test_without_jobs_all_ages_are_zero(redis: Redis) -> None:
    found = read_queues(redis)
    assert found.ages == {CLICK: 0, PUBLISH: 0, BACKFILL: 0}
    assert (found.jobs, found.pending) == ({}, 0)


def test_the_age_is_that_of_the_oldest_job_of_a_priority(redis: Redis) -> None:
    for name, priority, waits in [
        ("a", CLICK, 10), ("b", CLICK, 60), ("c", PUBLISH, 600), ("d", PUBLISH, 30),
    ]:  # fmt: skip
        queue_job(redis, name, priority, waits)
    assert ages(redis) == {CLICK: 60, PUBLISH: 600, BACKFILL: 0}
    assert read_queues(redis).jobs == {"click:tone": 2, "publish:tone": 2}
    assert read_queues(redis).pending == 4


def test_a_job_that_is_raised_to_a_click_waits_anew(redis: Redis) -> None:
    queue_job(redis, "a", BACKFILL, 5000)
    States(redis).raise_priority("a", "click:tone")
    JobQueue(redis).move("a", "backfill:tone", "click:tone")
    assert ages(redis) == {CLICK: 0, PUBLISH: 0, BACKFILL: 0}


def test_a_job_that_was_preempted_waits_anew(redis: Redis) -> None:
    queue_job(redis, "a", PUBLISH, 5000)
    States(redis).preempted("a", 0.0)
    assert ages(redis)[PUBLISH] == 0


def test_a_delayed_job_waits_from_the_time_when_it_is_due(redis: Redis) -> None:
    States(redis).request("a", "{}", "publish:tone")
    redis.hset(f"{HASH}a", "since", time.time() - 500)
    jobs = JobQueue(redis)
    jobs.enqueue_later("a", -1.0)
    assert ages(redis)[PUBLISH] == 0, "it is in no queue"
    jobs.sweep()
    assert read_queues(redis).jobs == {"publish:tone": 1}
    assert ages(redis)[PUBLISH] == 0


def test_names_without_a_state_have_no_age(redis: Redis) -> None:
    queue_job(redis, "a", CLICK, 100)
    redis.delete(f"{HASH}a")
    assert ages(redis)[CLICK] == 0


def commands(redis: Redis) -> int:
    """Return the number of commands that Redis has executed."""
    stats = cast(dict[str, dict[str, Any]], redis.info("commandstats"))
    return sum(int(each["calls"]) for each in stats.values())


@pytest.mark.parametrize("count", [100, 10_000])
def test_a_look_costs_the_same_however_many_jobs_wait(redis: Redis, count: int) -> None:
    queue_job(redis, "first", BACKFILL, 900)
    key = f"{Queue.redis_queue_namespace_prefix}backfill:tone"
    names = [f"name{number}" for number in range(count)]
    with redis.pipeline() as pipe:
        pipe.rpush(key, *names)
        for name in names:
            pipe.hset(HASH + name, "since", time.time())
        pipe.execute()
    before = commands(redis)
    found = read_queues(redis)
    assert commands(redis) - before <= 30
    assert found.jobs == {"backfill:tone": count + 1}
    assert round(found.ages[BACKFILL], -1) == 900
    assert length_of(redis, "backfill:tone") == count + 1
