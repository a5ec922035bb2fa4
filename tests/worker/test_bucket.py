import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from worker.bucket import Bucket

START = 1_800_000_000.0


@pytest.fixture
def now() -> list[float]:
    """Holds the current time."""
    return [START]


@pytest.fixture
def bucket(redis: Redis, now: list[float]) -> Bucket:
    return Bucket(redis, "service", per_second=2.0, size=3, clock=lambda: now[0])


def test_a_full_bucket_allows_a_burst(bucket: Bucket) -> None:
    assert [bucket.take() for _ in range(3)] == [0, 0, 0]


def test_an_empty_bucket_delays_each_token_by_the_rate(bucket: Bucket) -> None:
    waits = [bucket.take() for _ in range(6)]
    assert waits[3:] == pytest.approx([0.5, 1.0, 1.5], abs=0.01)


def test_it_refills_up_to_its_size(bucket: Bucket, now: list[float]) -> None:
    for _ in range(3):
        bucket.take()
    now[0] += 3600
    assert [bucket.take() for _ in range(4)] == pytest.approx([0, 0, 0, 0.5], abs=0.01)


def test_all_workers_share_the_bucket(redis: Redis, now: list[float]) -> None:
    one, other = (Bucket(redis, "service", 1.0, 2, lambda: now[0]) for _ in range(2))
    assert [one.take(), other.take(), one.take()] == pytest.approx([0, 0, 1], abs=0.01)


@given(pauses=st.lists(st.floats(0, 2), max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_no_time_span_gets_more_tokens_than_size_and_rate_allow(
    redis: Redis, pauses: list[float]
) -> None:
    redis.flushall()
    now = START
    bucket = Bucket(redis, "service", per_second=2.0, size=3, clock=lambda: now)
    used = []
    for pause in pauses:
        now += pause
        used.append(now + bucket.take())
    for first, start in enumerate(used):
        for last in range(first, len(used)):
            assert last - first + 1 <= 3 + 2 * (used[last] - start) + 0.01
