import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from redis import Redis

from audio_cache.facts import SpecFacts
from audio_cache.spec import SpeechOptions
from audio_cache.state import ABSENT, FAILED, FINISHED, PENDING, QUEUED, STARTED, States

KEY = "ab" * 32


@pytest.fixture
def states(redis: Redis) -> States:
    return States(redis)


def test_a_key_that_was_never_requested_has_no_state(states: States) -> None:
    assert states.get(KEY) is None
    assert (states.spec(KEY), states.fallbacks(KEY)) == (None, [])


def test_a_request_is_queued_and_pending(states: States, redis: Redis) -> None:
    assert states.request(KEY, "{}", "click:tone")[0]
    state = states.get(KEY)
    assert state
    assert (state.state, state.queue, state.attempt) == (QUEUED, "click:tone", 0)
    assert (state.options, state.facts, state.total) == (None, None, None)
    assert (states.spec(KEY), states.fallbacks(KEY)) == ("{}", [])
    assert redis.zrange(PENDING, 0, -1) == [KEY.encode()]


def test_a_request_has_its_fallbacks_options_and_facts(states: States) -> None:
    options = SpeechOptions("en", "tone:beep@1", 100, parts=(("quote", "tone:b@1"),))
    facts = SpecFacts("Title", 10, 2, None)
    _, state = states.request(KEY, "{}", "q", ["{1}", "{2}"], facts, options)
    assert state == states.get(KEY)
    assert state
    assert (state.options, state.facts) == (options, facts)
    assert states.fallbacks(KEY) == ["{1}", "{2}"]


def test_one_of_many_equal_requests_creates_the_job(redis: Redis) -> None:
    def request(_: int) -> bool:
        return States(redis).request(KEY, "{}", "click:tone")[0]

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(request, range(1000))) == 1


@pytest.mark.parametrize("end", [States.finished, partial(States.failed, code="x", detail="y")])
@pytest.mark.parametrize("observed", [ABSENT, QUEUED, STARTED])
def test_a_rendition_that_ended_since_it_was_observed_is_not_queued(
    states: States, redis: Redis, end: Callable[[States, str], None], observed: str
) -> None:
    assert states.request(KEY, "{}", "q", if_state=[ABSENT])[0]
    end(states, KEY)
    assert not states.request(KEY, "{}", "q", if_state=[observed])[0]
    assert redis.zcard(PENDING) == 0
    state = states.get(KEY)
    assert state
    assert states.request(KEY, "{}", "q", if_state=[state.state])[0]


@pytest.mark.parametrize("end", [States.finished, partial(States.failed, code="x", detail="y")])
def test_a_request_between_any_two_commands_of_the_end_stays_pending(
    redis: Redis, end: Callable[[States, str], None]
) -> None:
    """As of a client that sees the end and asks again while the worker goes on."""
    states = States(redis)
    states.request(KEY, "{}", "q")

    def request_again(command: Callable[..., object], *args: object, **options: object) -> object:
        result = command(*args, **options)
        states.request(KEY, "{}", "q", if_state=[FINISHED, FAILED])
        return result

    client = Redis(connection_pool=redis.connection_pool)
    client.execute_command = partial(request_again, client.execute_command)  # type: ignore[method-assign]
    worker = States(client)
    end(worker, KEY)
    state = states.get(KEY)
    assert state
    assert state.state == QUEUED
    assert states.pending([KEY]) == {KEY}
    assert redis.ttl(f"listen:audio:{KEY}") == -1


def test_an_attempt_counts_unless_it_was_preempted(states: States) -> None:
    states.request(KEY, "{}", "q")
    assert states.started(KEY) == (1, 1)
    states.preempted(KEY, 0.0)
    assert states.started(KEY) == (1, 2)
    assert states.started(KEY) == (2, 3)


def test_a_preempted_rendition_that_was_cancelled_stays_absent(
    states: States, redis: Redis
) -> None:
    states.request(KEY, "{}", "q")
    states.started(KEY)
    states.cancel(KEY)
    states.preempted(KEY, 1.0)
    assert states.get(KEY) is None
    assert not redis.exists(f"listen:audio:{KEY}")


def test_fields_without_a_state_are_absent(states: States, redis: Redis) -> None:
    redis.hset(f"listen:audio:{KEY}", "attempt", -1)
    assert states.get(KEY) is None
    created, state = states.request(KEY, "{}", "q", if_state=(ABSENT,))
    assert created
    assert state
    assert state.attempt == 0


def test_progress_is_kept_until_the_end(states: States, redis: Redis) -> None:
    states.request(KEY, "{}", "q")
    states.started(KEY)
    states.progress(KEY, 3, 2, 20)
    state = states.get(KEY)
    assert state
    assert (state.state, state.done, state.cached, state.total) == (STARTED, 3, 2, 20)
    states.finished(KEY)
    finished = states.get(KEY)
    assert finished
    assert finished.state == FINISHED
    assert redis.zcard(PENDING) == 0


def test_a_failed_rendition_has_its_error_and_can_be_requested_again(states: States) -> None:
    states.request(KEY, "{}", "q")
    states.started(KEY)
    states.failed(KEY, "engine_failed", "It broke.")
    state = states.get(KEY)
    assert state
    assert (state.state, state.error_code, state.error_detail) == (
        FAILED,
        "engine_failed",
        "It broke.",
    )
    assert states.request(KEY, "{}", "q")
    again = states.get(KEY)
    assert again
    assert (again.state, again.error_code, again.attempt) == (QUEUED, None, 0)


def test_the_state_of_a_finished_rendition_expires(states: States, redis: Redis) -> None:
    states.request(KEY, "{}", "q")
    assert redis.ttl(f"listen:audio:{KEY}") == -1
    states.finished(KEY)
    assert 0 < int(redis.ttl(f"listen:audio:{KEY}")) <= 600


def test_a_late_update_does_not_restore_a_part_of_the_state(states: States) -> None:
    states.progress(KEY, 1, 0, 2)
    states.finished(KEY)
    assert states.started(KEY) == (0, 0)
    assert states.get(KEY) is None


def test_a_run_never_has_the_number_of_another(states: States) -> None:
    states.request(KEY, "{}", "q")
    assert states.started(KEY) == (1, 1)
    states.failed(KEY, "engine_failed", "")
    states.request(KEY, "{}", "q")
    assert states.started(KEY) == (1, 2)


def test_a_priority_can_be_raised(states: States) -> None:
    states.request(KEY, "{}", "backfill:tone")
    states.raise_priority(KEY, "click:tone")
    state = states.get(KEY)
    assert state
    assert state.queue == "click:tone"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("run", "many"),
        ("attempt", ""),
        ("relayed", "x"),
        ("options", "{"),
        ("options", "{}"),
        ("facts", "[]"),
        ("facts", '{"title": "T"}'),
        ("origin", "1"),
    ],
)
def test_a_damaged_state_is_a_failure_that_can_be_requested_again(
    states: States, redis: Redis, field: str, value: str
) -> None:
    states.request(KEY, "{}", "click:tone")
    redis.hset(f"listen:audio:{KEY}", field, value)
    state = states.get(KEY)
    assert state
    assert (state.state, state.error_code) == (FAILED, "engine_failed")
    states.failed(KEY, state.error_code or "", state.error_detail)
    created, state = states.request(KEY, "{}", "click:tone", if_state=[FAILED])
    assert created
    assert state
    assert state.state == QUEUED
    assert states.started(KEY)[0] == 1


def test_what_a_later_version_records_is_ignored(states: States, redis: Redis) -> None:
    facts = SpecFacts("Title", 10, 2, None)
    states.request(KEY, "{}", "q", facts=facts, options=SpeechOptions("en", "tone:beep@1", 100))
    later = {"mood": "calm", "later": True}
    for field in ("facts", "options", "origin"):
        stored = json.loads(redis.hget(f"listen:audio:{KEY}", field) or b"{}")
        redis.hset(f"listen:audio:{KEY}", field, json.dumps(stored | later))
    state = states.get(KEY)
    assert state
    assert (state.state, state.facts) == (QUEUED, facts)
