"""The sentence cache gives up its space before a job fails for want of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from redis import Redis, RedisError

from audio_cache.key import key_of
from audio_cache.queue import REQUEUE
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.state import States
from audio_cache.stores import MemoryStore, StorageFull
from audio_cache.voice import Voice
from listen.up.redis_server import RedisServer
from tests.conftest import fill, job_context, wait_until
from worker.__main__ import wait_for_redis
from worker.job_context import current_context
from worker.jobs import make_audio
from worker.sentence_cache import SUFFIX, open_cache
from worker.synthesize import Synthesizer


class SmallStore(MemoryStore):
    """Has no space while there is a file in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    @contextmanager
    def draft(self) -> Iterator[BinaryIO]:
        if any(path.stat().st_size > 100 for path in self._folder.glob("*")):
            raise StorageFull("The audio store has no space left.")
        with super().draft() as draft:
            yield draft


@pytest.fixture
def spec(beep: Voice) -> SpeechSpec:
    return SpeechSpec((Block("paragraph", "Some words."),), "en", beep.reference, 100)


def request(redis: Redis, spec: SpeechSpec) -> str:
    key = key_of(spec)
    States(redis).request(key, spec.to_json(), "click:tone")
    return key


def test_a_full_disk_clears_the_sentence_cache_and_the_job_runs_again(
    redis: Redis, tmp_path: Path, spec: SpeechSpec
) -> None:
    store, folder = SmallStore(tmp_path), tmp_path
    context = replace(
        job_context(redis, store), synthesizer=Synthesizer(open_cache(folder, 10_000_000))
    )
    current_context.set(context)
    (folder / f"{'0' * 64}{SUFFIX}").write_bytes(bytes(1000))
    key = request(redis, spec)
    assert make_audio(key) is REQUEUE
    assert make_audio(key) is None
    assert store.find(Rendition(key))
    state = States(redis).get(key)
    assert state
    assert (state.state, state.attempt) == ("finished", 1)


def test_a_disk_that_stays_full_fails_the_job(
    redis: Redis, tmp_path: Path, spec: SpeechSpec
) -> None:
    (tmp_path / "of others").write_bytes(bytes(1000))
    store = SmallStore(tmp_path)
    synthesizer = Synthesizer(open_cache(tmp_path / "sentences", 10_000_000))
    current_context.set(replace(job_context(redis, store), synthesizer=synthesizer))
    key = request(redis, spec)
    make_audio(key)
    state = States(redis).get(key)
    assert state
    assert (state.state, state.error_code) == ("failed", "storage_full")


def test_the_sentence_cache_is_cleared_when_redis_has_no_space_on_its_disk(disk: Path) -> None:
    server = RedisServer(disk / "data")
    server.start()
    try:
        server.wait_until_ready()
        folder = disk / "sentences"
        cache = open_cache(folder, 100_000_000)
        with Redis.from_url(server.url) as redis:
            redis.set("a", "b")
            fill(folder / f"{'0' * 64}{SUFFIX}", leave=0)
            wait_until(lambda: not accepts_writes(redis))
            wait_for_redis({server.url: redis}, cache)
            assert accepts_writes(redis)
        assert not list(folder.glob(f"*{SUFFIX}"))
    finally:
        server.stop()


def accepts_writes(redis: Redis) -> bool:
    try:
        return bool(redis.set("c", "d"))
    except RedisError:
        return False


def test_a_disk_with_space_keeps_its_sentences(disk: Path) -> None:
    cache = open_cache(disk / "sentences", 100_000_000)
    path = disk / "sentences" / f"{'0' * 64}{SUFFIX}"
    path.write_bytes(bytes(1000))
    cache.clear_if_disk_is_full()
    assert path.exists()
