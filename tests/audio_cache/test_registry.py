import json
import time
from dataclasses import replace
from typing import Any

import pytest
from redis import Redis

from audio_cache import registry as module
from audio_cache.registry import WorkerRegistry
from audio_cache.voice import Voice


def test_no_worker_is_told_apart_from_no_voice(redis: Redis) -> None:
    registry = WorkerRegistry(redis)
    assert registry.snapshot().voices is None
    registry.announce("a", [])
    assert registry.snapshot().voices == []


def test_the_voices_of_all_workers_are_listed_once(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    other = replace(beep, name="other")
    registry.announce("a", [beep])
    registry.announce("b", [beep, other])
    assert registry.snapshot().voices == [beep, other]


def test_a_worker_that_withdraws_takes_its_voices_along(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("a", [beep])
    registry.withdraw("a")
    assert registry.snapshot().voices is None


def test_a_worker_that_fell_silent_is_forgotten(
    redis: Redis, beep: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("silent", [beep])
    now = time.time()
    monkeypatch.setattr("audio_cache.registry.time.time", lambda: now + module.TTL + 1)
    assert registry.snapshot().voices is None
    monkeypatch.setattr("audio_cache.registry.time.time", lambda: now + 2 * module.TTL + 1)
    registry.announce("loud", [])
    assert redis.hkeys("listen:voices") == [b"loud"]


def test_a_heartbeat_writes_nothing_that_redis_keeps(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("a", [beep])
    written = redis.info("persistence")["aof_current_size"]
    for _ in range(100):
        registry.announce("a", [beep])
    assert redis.info("persistence")["aof_current_size"] == written
    assert registry.workers() == ["a"]


def test_an_announcement_that_changes_or_was_lost_is_made_again(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("a", [beep])
    registry.announce("a", [beep], degraded={"tone": "away"})
    assert registry.snapshot().degraded == {"tone": "away"}
    redis.flushall()
    registry.announce("a", [beep], degraded={"tone": "away"})
    assert registry.snapshot().voices == [beep]


def test_what_engines_lack_is_told_while_their_worker_lives(redis: Redis) -> None:
    registry = WorkerRegistry(redis)
    assert registry.snapshot().unavailable == {}
    registry.announce("a", [], {"piper": "no voices"})
    registry.announce("b", [])
    assert registry.snapshot().unavailable == {"piper": "no voices"}
    registry.withdraw("a")
    assert registry.snapshot().unavailable == {}


def test_an_engine_that_another_worker_has_is_not_absent(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("a", [], {beep.engine: "no program"})
    registry.announce("b", [beep])
    assert registry.snapshot().unavailable == {}


def test_announcements_are_read_only_when_one_has_changed(
    redis: Redis, beep: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry, reader = WorkerRegistry(redis), WorkerRegistry(redis)
    registry.announce("a", [beep])
    first = reader.snapshot()
    read: list[tuple[str, ...]] = []
    read_tables = WorkerRegistry._read

    def record(registry: WorkerRegistry, *tables: str) -> tuple[Any, ...]:
        read.append(tables)
        return read_tables(registry, *tables)

    monkeypatch.setattr(WorkerRegistry, "_read", record)
    registry.announce("a", [beep])
    assert reader.snapshot() is first
    assert read == [("listen:announcements",)]
    registry.announce("a", [beep], degraded={"beep": "It is hoarse."})
    assert reader.snapshot().degraded == {"beep": "It is hoarse."}
    registry.announce("b", [replace(beep, name="other")])
    assert len(reader.snapshot().voices or ()) == 2
    registry.withdraw("b")
    assert reader.snapshot().voices == [beep]


def test_a_worker_without_a_digest_is_read_each_time(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("old", [])
    redis.hdel("listen:announcements", "old")
    assert registry.snapshot().voices == []
    redis.hset("listen:voices", "old", json.dumps([beep.to_dict()]))
    assert registry.snapshot().voices == [beep]
