"""RQ's worker as it is here, in the process of the test."""

import pytest
from redis import Redis

from audio_cache.queue import JobQueue
from audio_cache.rendition import Rendition
from audio_cache.state import ENDED, QUEUED, States
from tests.conftest import run_waiting_jobs
from worker import jobs
from worker.worker import WarmWorker

NAME, QUEUE = Rendition("a" * 64).name, "click:tone"


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
