import time

import pytest
from redis import Redis

from audio_cache.breakers import breaker_key, read_breakers
from worker.breaker import FAILURE_THRESHOLD, MAX_OPEN_SECONDS, MIN_OPEN_SECONDS, Breaker
from worker.errors import EngineUnavailable


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(redis: Redis, clock: Clock) -> Breaker:
    return Breaker(redis, "service", clock, jitter=lambda: 1.0)


def is_open(breaker: Breaker) -> bool:
    """Enters unless it is open."""
    try:
        breaker.enter()
    except EngineUnavailable:
        return True
    return False


def limit(breaker: Breaker, retry_after: float = 0.0) -> None:
    breaker.rate_limited(breaker.enter(), retry_after)


def test_its_state_is_shown_once_it_has_opened(redis: Redis) -> None:
    now = time.time()
    late = Breaker(redis, "late", lambda: now - 10_000, jitter=lambda: 1.0)
    one, other = Breaker(redis, "one"), Breaker(redis, "other")
    one.enter()
    assert read_breakers(redis) == {}
    for breaker in (late, one, other):
        limit(breaker, 600.0)
    assert read_breakers(redis) == {"late": "half_open", "one": "open", "other": "open"}
    redis.hset(breaker_key("one"), "until", now - 1)
    one.succeeded(one.enter())
    assert read_breakers(redis) == {"late": "half_open", "one": "closed", "other": "open"}


def test_it_is_closed_at_first(breaker: Breaker) -> None:
    assert not is_open(breaker)
    assert not is_open(breaker)


def test_rate_limiting_opens_it_for_all_workers(
    breaker: Breaker, redis: Redis, clock: Clock
) -> None:
    limit(breaker)
    assert is_open(breaker)
    assert is_open(Breaker(redis, "service", clock))
    assert not is_open(Breaker(redis, "another", clock))


def test_it_reports_how_long_it_stays_open(breaker: Breaker, clock: Clock) -> None:
    assert breaker.remaining() == 0
    breaker.rate_limited(breaker.enter(), retry_after=30)
    assert breaker.remaining() == 30
    clock.now += 20
    assert breaker.remaining() == 10
    clock.now += 20
    assert breaker.remaining() == 0


def test_failures_in_a_row_open_it(breaker: Breaker) -> None:
    for _ in range(FAILURE_THRESHOLD - 1):
        breaker.failed(breaker.enter())
    assert not is_open(breaker)
    breaker.failed(breaker.enter())
    assert is_open(breaker)


def test_failures_between_successes_do_not_open_it(breaker: Breaker) -> None:
    for _ in range(3 * FAILURE_THRESHOLD):
        breaker.failed(breaker.enter())
        breaker.succeeded(breaker.enter())
    assert not is_open(breaker)


def test_after_the_open_time_one_trial_is_allowed(breaker: Breaker, clock: Clock) -> None:
    limit(breaker)
    clock.now += MIN_OPEN_SECONDS + 0.01
    assert not is_open(breaker)
    assert is_open(breaker)


def test_a_successful_trial_closes_it(breaker: Breaker, clock: Clock) -> None:
    limit(breaker)
    clock.now += MIN_OPEN_SECONDS + 0.01
    breaker.succeeded(breaker.enter())
    assert not is_open(breaker)
    assert not is_open(breaker)


def test_each_failed_trial_doubles_the_open_time(breaker: Breaker, clock: Clock) -> None:
    seconds = MIN_OPEN_SECONDS
    limit(breaker)
    for _ in range(12):
        clock.now += seconds - 0.01
        assert is_open(breaker)
        clock.now += 0.02
        breaker.failed(breaker.enter())
        seconds = min(2 * seconds, MAX_OPEN_SECONDS)
    assert seconds == MAX_OPEN_SECONDS


def test_closing_resets_the_open_time(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        limit(breaker)
        clock.now += 100
    breaker.succeeded(breaker.enter())
    limit(breaker)
    clock.now += MIN_OPEN_SECONDS + 0.01
    assert not is_open(breaker)


def test_it_stays_open_for_the_retry_after_of_the_service(breaker: Breaker, clock: Clock) -> None:
    limit(breaker, retry_after=50)
    clock.now += 49.9
    assert is_open(breaker)
    clock.now += 0.2
    assert not is_open(breaker)


def test_a_retry_after_is_capped_at_a_day(breaker: Breaker, clock: Clock) -> None:
    limit(breaker, retry_after=1e300)
    clock.now += 86_401
    assert not is_open(breaker)


def test_results_of_calls_from_before_it_opened_are_ignored(breaker: Breaker, clock: Clock) -> None:
    early = [breaker.enter() for _ in range(6)]
    for call in early[:3]:
        breaker.rate_limited(call)
    breaker.succeeded(early[3])
    assert is_open(breaker)
    clock.now += MIN_OPEN_SECONDS + 0.01
    assert not is_open(breaker), "six refusals at the same time count once"
    breaker.succeeded(early[4])
    breaker.failed(early[5])
    assert is_open(breaker), "the trial is still under way"


def test_a_trial_without_a_result_blocks_for_a_minute_only(breaker: Breaker, clock: Clock) -> None:
    limit(breaker)
    clock.now += MIN_OPEN_SECONDS + 0.01
    assert not is_open(breaker)
    clock.now += 61
    assert not is_open(breaker)


def test_the_open_time_has_jitter(redis: Redis, clock: Clock) -> None:
    breaker = Breaker(redis, "service", clock, jitter=lambda: 1.4)
    limit(breaker)
    clock.now += MIN_OPEN_SECONDS * 1.3
    assert is_open(breaker)
    clock.now += MIN_OPEN_SECONDS * 0.2
    assert not is_open(breaker)
