"""A worker leaves the processors to the acceptance of clicks while it does bulk work."""

import pytest
from redis import Redis

import worker.session
from audio_cache.key import key_of
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import States
from audio_cache.stores import MemoryStore
from audio_cache.voice import Voice
from tests.conftest import job_context
from worker.job_context import current_context
from worker.jobs import make_audio


class Linux:
    """The niceness of the session. It refuses changes when a test says so."""

    def __init__(self) -> None:
        self.niceness = 0
        self.refuses = False
        self.asked = 0

    def set(self, niceness: int) -> bool:
        self.asked += 1
        if not self.refuses:
            self.niceness = niceness
        return not self.refuses


@pytest.fixture
def linux(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> Linux:
    linux = Linux()
    monkeypatch.setattr(worker.session, "set_session_niceness", linux.set)
    current_context.set(job_context(redis, MemoryStore()))
    return linux


def make(redis: Redis, beep: Voice, words: str, priority: str) -> None:
    spec = SpeechSpec((Block("paragraph", words),), "en", beep.reference, 100)
    States(redis).request(key_of(spec), spec.to_json(), f"{priority}:tone")
    make_audio(key_of(spec))


def test_bulk_jobs_yield_and_clicks_do_not(redis: Redis, beep: Voice, linux: Linux) -> None:
    seen = []
    for number, priority in enumerate(["click", "publish", "backfill", "click"]):
        make(redis, beep, f"Words of article {number}.", priority)
        seen.append(linux.niceness)
    bulk = seen[1]
    assert bulk > 0
    assert seen == [0, bulk, bulk, 0]
    assert linux.asked == 2, "only changes"


def test_a_refused_change_is_tried_again(redis: Redis, beep: Voice, linux: Linux) -> None:
    make(redis, beep, "Words of the first article.", "publish")
    linux.refuses = True
    make(redis, beep, "Words of the second article.", "click")
    assert linux.niceness
    linux.refuses = False
    make(redis, beep, "Words of the third article.", "click")
    assert linux.niceness == 0
