"""The work of publish processes, with a real Redis and a real database."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from redis import Redis

from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import MemoryStore
from listen.cache import limit as module
from listen.cache.articles import keys_of_articles
from listen.cache.limit import LOCK, CacheLimit
from listen.database.database import Database
from listen.database.tables import ArticleRow
from listen.publishing.states import PENDING, READY, WITHDRAWN
from tests import entries

SPEC = SpeechSpec((Block("paragraph", "Some text."),), "en", "tone:beep@1", 100)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "listen.db")
    yield database
    database.close()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def keys(store: MemoryStore, database: Database) -> list[str]:
    """Audio of an article, of its next version, of a withdrawn one, and of none."""
    keys = [entries.publish(store, replace(SPEC, speed=100 + n), b"sound").key for n in range(4)]
    store.uses = dict.fromkeys(keys, 1000.0)
    rows = [
        ArticleRow(site="s", source_id="a", state=PENDING, audio_key=keys[0], next_key=keys[1]),
        ArticleRow(site="s", source_id="b", state=WITHDRAWN, audio_key=keys[2]),
        ArticleRow(site="s", source_id="c", state=READY, audio_key="ab" * 32),
    ]
    database.write(lambda session: session.add_all(rows))
    return keys


def left(store: MemoryStore, keys: list[str]) -> list[int]:
    return [number for number, key in enumerate(keys) if store.find(Rendition(key))]


def test_articles_name_what_readers_hear_and_what_is_made(
    database: Database, keys: list[str]
) -> None:
    assert keys_of_articles(database) == {keys[0]: "s/a", keys[1]: "s/a", "ab" * 32: "s/c"}
    assert keys_of_articles(database, is_made=True) == {keys[0]: "s/a", "ab" * 32: "s/c"}


def test_audio_of_articles_stays_unless_told(
    store: MemoryStore, database: Database, redis: Redis, keys: list[str]
) -> None:
    CacheLimit(store, database, redis, 1, evict_articles=False).enforce()
    assert left(store, keys) == [0, 1]
    assert not redis.exists(LOCK)
    CacheLimit(store, database, redis, 1, evict_articles=True).enforce()
    assert left(store, keys) == []


def test_one_process_evicts_at_a_time(
    store: MemoryStore, database: Database, redis: Redis, keys: list[str]
) -> None:
    limit = CacheLimit(store, database, redis, 1, evict_articles=True)
    with redis.lock(LOCK, timeout=60):
        limit.enforce()
        assert len(left(store, keys)) == 4
    limit.enforce()
    assert left(store, keys) == []


def test_without_a_limit_nothing_is_written_to_redis(
    store: MemoryStore, database: Database, redis: Redis, keys: list[str]
) -> None:
    CacheLimit(store, database, redis, 0, evict_articles=True).enforce()
    assert len(left(store, keys)) == 4
    assert redis.keys("listen:cache:*") == []


def test_a_large_store_is_looked_at_less_often(
    store: MemoryStore, database: Database, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    looks = []

    def look() -> Iterator[None]:
        looks.append(now[0])
        now[0] += 10
        return iter(())

    monkeypatch.setattr(store, "list", look)
    limit = CacheLimit(store, database, redis, 1, evict_articles=True)
    for _ in range(60):
        limit.enforce()
        now[0] += 5
    assert looks == [1000.0, 1210.0]


def test_a_process_that_lost_the_lock_stops(
    store: MemoryStore,
    database: Database,
    redis: Redis,
    keys: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_RENEWAL", -1.0)
    listed = list(store.list())

    def lose() -> Iterator[object]:
        redis.set(LOCK, "another")
        yield from listed

    monkeypatch.setattr(store, "list", lose)
    CacheLimit(store, database, redis, 1, evict_articles=True).enforce()
    assert len(left(store, keys)) == 4
    assert redis.get(LOCK) == b"another"
