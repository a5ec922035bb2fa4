"""RQ's worker as it is here, in the process of the test."""

from collections.abc import Callable, Iterator

import pytest
from redis import Redis

from audio_cache.queue import JobQueue
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import ENDED, FAILED, FINISHED, QUEUED, States
from audio_cache.stores.memory import MemoryStore
from audio_cache.stores.store import StoreAway
from audio_cache.voice import Voice
from tests.conftest import job_context, run_waiting_jobs
from worker import jobs
from worker.job_context import current_context
from worker.worker import WarmWorker

NAME, OTHER = Rendition("a" * 64).name, Rendition("b" * 64).name
QUEUE = "click:tone"


def test_audio_that_is_requested_while_rq_still_has_its_job_is_queued_when_it_ends(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    states, queue = States(redis), JobQueue(redis)
    runs = []

    def request() -> None:
        states.request(NAME, "{}", QUEUE, if_state=ENDED)
        queue.enqueue(NAME, QUEUE)

    def make(name: str) -> None:
        states.started(name)
        states.finished(name)
        runs.append(name)
        if len(runs) == 1:
            request()  # RQ refuses a second job of the same name

    monkeypatch.setattr(jobs, "make_audio", make)
    request()
    run_waiting_jobs(WarmWorker(redis, ["tone"]))
    assert runs == [NAME, NAME]
    state = states.get(NAME)
    assert state is None or state.state != QUEUED


@pytest.fixture
def work(redis: Redis) -> Iterator[Callable[[], None]]:
    """Run the waiting jobs as a worker does, with a memory for a store."""
    token = current_context.set(job_context(redis, MemoryStore()))
    yield lambda: run_waiting_jobs(WarmWorker(redis, ["tone"]))
    current_context.reset(token)


def test_a_damaged_state_fails_its_audio_and_delays_no_other(
    redis: Redis, beep: Voice, work: Callable[[], None]
) -> None:
    states, queue = States(redis), JobQueue(redis)
    spec = SpeechSpec((Block("paragraph", "One. Two."),), "en", beep.reference, 100)
    for name in (NAME, OTHER):
        states.request(name, spec.to_json(), QUEUE)
        queue.enqueue(name, QUEUE)
    redis.hset(f"listen:audio:{NAME}", "run", "many")
    work()
    work()  # the first one ends at the damaged state
    assert redis.hget(f"listen:audio:{NAME}", "state") == FAILED.encode()
    assert states.pending([NAME, OTHER]) == set()
    state = states.get(OTHER)
    assert state
    assert state.state == FINISHED


def test_audio_that_was_cancelled_when_its_run_is_put_back_leaves_nothing(
    redis: Redis, beep: Voice, work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    states, queue = States(redis), JobQueue(redis)
    spec = SpeechSpec((Block("paragraph", "One. Two."),), "en", beep.reference, 100)
    states.request(NAME, spec.to_json(), QUEUE)
    queue.enqueue(NAME, QUEUE)

    def cancel(*_arguments: object) -> None:
        states.cancel(NAME)
        raise StoreAway("The store does not answer.")

    monkeypatch.setattr(jobs, "_STORE_PAUSE", 0.0)
    monkeypatch.setattr(jobs, "produce", cancel)
    work()
    assert states.get(NAME) is None
    assert not redis.keys("listen:audio:*")
    assert not redis.keys("rq:job:*")
