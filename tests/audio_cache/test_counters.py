"""Counters of the whole system in Redis."""

from redis import Redis

from audio_cache.counters import JOBS, TAKEOVERS, Counters, read_totals
from tests.conftest import free_port


def totals(redis: Redis) -> dict[str, float]:
    return {
        f"{counter.name}|{total.label}".rstrip("|"): total.value
        for counter, found in read_totals(redis)
        for total in found
    }


def test_processes_add_to_the_same_sums(redis: Redis) -> None:
    one, two = Counters(redis), Counters(redis)
    for each in (one, two, two):
        each.add(JOBS, label="finished")
    one.add(JOBS, 2.5, "failed")
    one.flush()
    two.flush()
    two.flush()
    found = totals(redis)
    assert found["listen_jobs|finished"] == 3
    assert found["listen_jobs|failed"] == 2.5


def test_a_counter_without_a_label_begins_at_zero(redis: Redis) -> None:
    assert totals(redis)["listen_job_takeovers"] == 0
    counters = Counters(redis)
    counters.add(TAKEOVERS)
    counters.flush()
    assert totals(redis)["listen_job_takeovers"] == 1


def test_nothing_is_written_without_anything_new(redis: Redis) -> None:
    Counters(redis).flush()
    assert not redis.keys("*")


def test_what_redis_does_not_take_is_added_later(redis: Redis) -> None:
    counters = Counters(Redis(port=free_port()))
    counters.add(TAKEOVERS, 2)
    counters.flush()
    counters.add(TAKEOVERS)
    counters._redis = redis
    counters.flush()
    assert totals(redis)["listen_job_takeovers"] == 3


def test_names_that_another_version_has_written_do_no_harm(redis: Redis) -> None:
    redis.hset("listen:counters", mapping={"listen_new|x": "1", "listen_jobs": "7", "": "3"})
    assert "listen_jobs|finished" not in totals(redis)
