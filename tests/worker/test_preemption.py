"""Which waiting job a running one yields to, and where it waits itself then."""

from collections.abc import Callable

import pytest
from redis import Redis
from redis.client import Pipeline
from rq import Queue
from rq.serializers import JSONSerializer
from rq.worker import WorkerStatus

from audio_cache.queue import REQUEUE, JobQueue
from audio_cache.state import States
from tests.conftest import run_waiting_jobs
from worker import jobs
from worker.preemption import Preemption
from worker.worker import WarmWorker

QUEUE, OTHER_QUEUE = "click:tone", "click:other"
QUEUES = [QUEUE, OTHER_QUEUE]

Wait = Callable[..., None]


def waiting(redis: Redis) -> str:
    """Return the initials of the waiting jobs, in order."""
    names = Queue(QUEUE, connection=redis, serializer=JSONSerializer).get_job_ids()
    return "".join(name[0] for name in names)


@pytest.fixture
def wait(redis: Redis) -> Wait:
    """Let a job wait for each letter."""
    states, queue = States(redis), JobQueue(redis)

    def wait(names: str, into: str = QUEUE, relayed: float = 0.0) -> None:
        for name in (letter * 64 for letter in names):
            states.request(name, "{}", into)
            if relayed:
                states.started(name)
                states.preempted(name, relayed)
            queue.enqueue(name, into)

    return wait


@pytest.fixture
def one(redis: Redis) -> Preemption:
    return Preemption(redis)


@pytest.fixture
def two(redis: Redis) -> Preemption:
    return Preemption(redis)


def test_workers_claim_different_jobs(wait: Wait, one: Preemption, two: Preemption) -> None:
    wait("ab")
    assert one.claim(QUEUES)
    assert two.claim(QUEUES)
    assert not one.claim(QUEUES)


def test_a_claimed_job_comes_first(wait: Wait, one: Preemption, redis: Redis) -> None:
    wait("abc", relayed=20.0)
    wait("de", relayed=3.0)
    assert one.claim(QUEUES, max_relayed=5.0)
    assert waiting(redis) == "dabce"


def test_claimed_jobs_keep_their_order(
    wait: Wait, one: Preemption, two: Preemption, redis: Redis
) -> None:
    wait("abc", relayed=20.0)
    wait("defg")
    for claimant in (one, two, one, two):
        assert claimant.claim(QUEUES, max_relayed=5.0)
    assert waiting(redis) == "defgabc"


def test_a_job_that_has_relayed_more_is_not_claimed(wait: Wait, one: Preemption) -> None:
    wait("a", relayed=20.0)
    assert not one.claim(QUEUES, max_relayed=19.9)
    assert one.claim(QUEUES, max_relayed=20.0)


def test_a_job_is_claimed_for_each_of_its_runs(
    wait: Wait, one: Preemption, two: Preemption
) -> None:
    wait("a")
    assert one.claim(QUEUES)
    wait("a", relayed=3.0)
    assert two.claim(QUEUES)


def test_a_claim_ends_when_its_worker_begins_a_job(
    wait: Wait, one: Preemption, two: Preemption
) -> None:
    wait("a")
    wait("b", OTHER_QUEUE)
    assert one.claim(QUEUES)
    one.release()  # it has begun another job, which another worker had put into the queue
    assert two.claim(QUEUES), "the reader of a must not wait until the claim expires"
    assert one.claim(QUEUES)


def test_a_worker_that_claimed_nothing_releases_nothing(
    wait: Wait, one: Preemption, two: Preemption
) -> None:
    wait("a")
    assert one.claim(QUEUES)
    two.release()
    assert not two.claim(QUEUES)


@pytest.mark.parametrize(
    ("relayed", "order"),
    [
        pytest.param(12.0, "bca", id="with a reader"),
        pytest.param(0.0, "abc", id="without a reader"),
    ],
)
def test_another_worker_never_finds_a_preempted_job_where_it_does_not_belong(
    wait: Wait, redis: Redis, monkeypatch: pytest.MonkeyPatch, relayed: float, order: str
) -> None:
    runs: list[str] = []
    seen: list[str] = []

    class Witness(WarmWorker):
        def set_state(self, state: str, pipeline: Pipeline | None = None) -> None:
            """RQ calls it right after it has put the job back."""
            if state == WorkerStatus.IDLE and runs:
                seen.append(waiting(redis))
            super().set_state(state, pipeline=pipeline)

    def preempt_the_first(name: str) -> object:
        states = States(redis)
        states.started(name)
        runs.append(name[0])
        if runs == ["a"]:
            states.preempted(name, relayed)
            return REQUEUE
        states.finished(name)
        return None

    monkeypatch.setattr(jobs, "make_audio", preempt_the_first)
    wait("abc")
    run_waiting_jobs(Witness(redis, ["tone"]))
    assert seen[0] == order
    assert "".join(runs) == f"a{order}"
    assert not waiting(redis)
    assert States(redis).pending([letter * 64 for letter in "abc"]) == set()
