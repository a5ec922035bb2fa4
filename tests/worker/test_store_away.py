"""Jobs wait while the store is away: nothing that was accepted is lost."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pytest
from redis import Redis

import worker.jobs
import worker.pipeline
from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.queue import REQUEUE
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import States
from audio_cache.stores import MemoryStore
from audio_cache.stores.store import StoreAway, StoreError
from audio_cache.voice import Voice
from tests.conftest import job_context
from worker.job_context import current_context
from worker.jobs import MAX_ATTEMPTS, make_audio


class RemoteStore(MemoryStore):
    """Raises `error` when it is asked for audio, or when it is given some."""

    def __init__(self) -> None:
        super().__init__()
        self.error: StoreError | None = StoreAway("The object store does not answer.")
        self.can_be_read = False

    def find(self, rendition: Rendition) -> Manifest | None:
        if self.error and not self.can_be_read:
            raise self.error
        return super().find(rendition)

    @contextmanager
    def draft(self) -> Iterator[BinaryIO]:
        if self.error:
            raise self.error
        with super().draft() as draft:
            yield draft


@pytest.fixture
def store(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> RemoteStore:
    monkeypatch.setattr(worker.pipeline, "_STORE_PAUSES", ())
    monkeypatch.setattr(worker.jobs, "_STORE_PAUSE", 0.0)
    store = RemoteStore()
    current_context.set(job_context(redis, store))
    return store


@pytest.fixture
def key(redis: Redis, beep: Voice) -> str:
    spec = SpeechSpec((Block("paragraph", "Some words."),), "en", beep.reference, 100)
    States(redis).request(key_of(spec), spec.to_json(), "click:tone")
    return key_of(spec)


@pytest.mark.parametrize("can_be_read", [False, True], ids=["finding", "storing"])
def test_a_job_runs_again_until_the_store_answers(
    redis: Redis, store: RemoteStore, key: str, can_be_read: bool
) -> None:
    store.can_be_read = can_be_read
    for _ in range(MAX_ATTEMPTS + 2):
        assert make_audio(key) is REQUEUE
        state = States(redis).get(key)
        assert state
        assert (state.state, state.attempt) == ("queued", 0)
    store.error = None
    make_audio(key)
    assert store.find(Rendition(key))
    state = States(redis).get(key)
    assert state
    assert (state.state, state.attempt) == ("finished", 1)


def test_the_worker_waits_before_it_looks_at_the_next_job(
    redis: Redis, store: RemoteStore, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker.jobs, "_STORE_PAUSE", 0.5)
    start = time.monotonic()
    assert make_audio(key) is REQUEUE
    assert time.monotonic() - start >= 0.5


def test_a_worker_that_must_exit_does_not_wait(
    redis: Redis, store: RemoteStore, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker.jobs, "_STORE_PAUSE", 3600.0)
    current_context.set(job_context(redis, store, lambda: True))
    assert make_audio(key) is REQUEUE


def test_a_store_that_refuses_the_worker_fails_the_job(
    redis: Redis, store: RemoteStore, key: str
) -> None:
    store.error = StoreError("The object store answers 403 AccessDenied.")
    make_audio(key)
    state = States(redis).get(key)
    assert state
    assert (state.state, state.error_code) == ("failed", "unavailable")
    assert state.error_detail == "The object store answers 403 AccessDenied."
