import pytest
from redis import Redis

from worker.breaker import FAILURES, FIRST_SECONDS, LONGEST_SECONDS, Breaker
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
    """Enters, if it may."""
    try:
        breaker.enter()
    except EngineUnavailable:
        return True
    return False


def refuse(breaker: Breaker, seconds: float = 0.0) -> None:
    breaker.refused(breaker.enter(), seconds)


def test_it_is_closed_at_first(breaker: Breaker) -> None:
    assert not is_open(breaker)
    assert not is_open(breaker)


def test_a_refusal_opens_it_for_all_workers(breaker: Breaker, redis: Redis, clock: Clock) -> None:
    refuse(breaker)
    assert is_open(breaker)
    assert is_open(Breaker(redis, "service", clock))
    assert not is_open(Breaker(redis, "another", clock))


def test_it_tells_for_how_long_it_stays_open(breaker: Breaker, clock: Clock) -> None:
    assert breaker.remaining() == 0
    breaker.refused(breaker.enter(), seconds=30)
    assert breaker.remaining() == 30
    clock.now += 20
    assert breaker.remaining() == 10
    clock.now += 20
    assert breaker.remaining() == 0


def test_some_failures_in_a_row_open_it(breaker: Breaker) -> None:
    for _ in range(FAILURES - 1):
        breaker.failed(breaker.enter())
    assert not is_open(breaker)
    breaker.failed(breaker.enter())
    assert is_open(breaker)


def test_failures_between_answers_do_not(breaker: Breaker) -> None:
    for _ in range(3 * FAILURES):
        breaker.failed(breaker.enter())
        breaker.answered(breaker.enter())
    assert not is_open(breaker)


def test_after_its_time_one_call_tries(breaker: Breaker, clock: Clock) -> None:
    refuse(breaker)
    clock.now += FIRST_SECONDS + 0.01
    assert not is_open(breaker)
    assert is_open(breaker)


def test_an_answer_to_the_trial_closes_it(breaker: Breaker, clock: Clock) -> None:
    refuse(breaker)
    clock.now += FIRST_SECONDS + 0.01
    breaker.answered(breaker.enter())
    assert not is_open(breaker)
    assert not is_open(breaker)


def test_each_trial_that_fails_opens_it_for_twice_as_long(breaker: Breaker, clock: Clock) -> None:
    seconds = FIRST_SECONDS
    refuse(breaker)
    for _ in range(12):
        clock.now += seconds - 0.01
        assert is_open(breaker)
        clock.now += 0.02
        breaker.failed(breaker.enter())
        seconds = min(2 * seconds, LONGEST_SECONDS)
    assert seconds == LONGEST_SECONDS


def test_once_closed_it_opens_as_briefly_as_at_first(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        refuse(breaker)
        clock.now += 100
    breaker.answered(breaker.enter())
    refuse(breaker)
    clock.now += FIRST_SECONDS + 0.01
    assert not is_open(breaker)


def test_it_rests_for_as_long_as_the_service_asks(breaker: Breaker, clock: Clock) -> None:
    refuse(breaker, seconds=50)
    clock.now += 49.9
    assert is_open(breaker)
    clock.now += 0.2
    assert not is_open(breaker)


def test_but_not_for_ever(breaker: Breaker, clock: Clock) -> None:
    refuse(breaker, seconds=1e300)
    clock.now += 86_401
    assert not is_open(breaker)


def test_what_was_let_in_before_it_opened_says_nothing(breaker: Breaker, clock: Clock) -> None:
    early = [breaker.enter() for _ in range(6)]
    for call in early[:3]:
        breaker.refused(call)
    breaker.answered(early[3])
    assert is_open(breaker)
    clock.now += FIRST_SECONDS + 0.01
    assert not is_open(breaker), "six refusals at once are one"
    breaker.answered(early[4])
    breaker.failed(early[5])
    assert is_open(breaker), "the trial is still under way"


def test_a_trial_that_is_never_heard_of_blocks_for_a_while_only(
    breaker: Breaker, clock: Clock
) -> None:
    refuse(breaker)
    clock.now += FIRST_SECONDS + 0.01
    assert not is_open(breaker)
    clock.now += 61
    assert not is_open(breaker)


def test_the_time_it_is_open_varies(redis: Redis, clock: Clock) -> None:
    breaker = Breaker(redis, "service", clock, jitter=lambda: 1.4)
    refuse(breaker)
    clock.now += FIRST_SECONDS * 1.3
    assert is_open(breaker)
    clock.now += FIRST_SECONDS * 0.2
    assert not is_open(breaker)
