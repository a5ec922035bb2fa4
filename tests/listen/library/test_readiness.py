import os
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.stores import FileStore, MemoryStore
from audio_cache.voice import Voice
from listen.library.drain import Drain
from listen.library.readiness import DEGRADED, DOWN, OK, Dependency, Readiness
from tests.conftest import free_port


def test_a_server_is_ready_with_redis_and_a_worker(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    readiness = Readiness(redis, registry, MemoryStore())
    assert readiness.missing() == ["worker"]
    registry.announce("worker", [beep])
    assert readiness.missing() == []


def test_without_redis_only_redis_is_missing() -> None:
    redis = Redis(port=free_port())
    assert Readiness(redis, WorkerRegistry(redis), MemoryStore()).missing() == ["redis"]


def test_a_full_redis_is_named(redis: Redis) -> None:
    readiness = Readiness(redis, WorkerRegistry(redis), MemoryStore())
    redis.config_set("maxmemory", 1)
    try:
        assert readiness.missing() == ["redis_memory"]
    finally:
        redis.config_set("maxmemory", 0)


def test_a_store_that_is_not_shared_with_the_workers_is_named(
    redis: Redis, beep: Voice, tmp_path: Path
) -> None:
    registry = WorkerRegistry(redis)
    ours, theirs = FileStore(tmp_path / "ours"), FileStore(tmp_path / "theirs")
    registry.announce("one", [beep], store=FileStore(tmp_path / "ours").id())
    assert Readiness(redis, registry, ours).missing() == []
    registry.announce("two", [beep], store=theirs.id())
    assert Readiness(redis, registry, ours).missing() == ["store"]


def test_a_store_that_cannot_be_used_is_named(redis: Redis, beep: Voice, tmp_path: Path) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("one", [beep])
    (tmp_path / "file").write_text("not a folder")
    assert Readiness(redis, registry, FileStore(tmp_path / "file")).missing() == ["store"]


def test_a_store_without_space_is_named(
    redis: Redis, beep: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("one", [beep])
    folder = tmp_path / "audio"
    readiness = Readiness(redis, registry, FileStore(folder))
    assert readiness.missing() == [], "a store that was not used yet"
    found = os.statvfs(folder)
    fields = ("f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files")
    sizes = {name: getattr(found, name) for name in fields}
    for full in ({"f_bfree": 10, "f_bavail": 10}, {"f_favail": 0, "f_files": 100}):
        disk = SimpleNamespace(**{**sizes, "f_favail": 9, **full, "f_frsize": 4096})
        monkeypatch.setattr(os, "statvfs", lambda _, disk=disk: disk)
        assert readiness.missing() == ["store_disk"]


def test_the_redis_of_live_audio_is_checked_too(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("one", [beep])
    live = Redis(port=free_port())
    assert Readiness(redis, registry, MemoryStore(), live).missing() == ["redis"]
    assert Readiness(redis, registry, MemoryStore(), redis).missing() == []


def test_a_default_voice_that_no_worker_has_degrades(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("one", [beep])
    for voice, expected in {beep.id: Dependency(OK), "": Dependency(OK)}.items():
        readiness = Readiness(redis, registry, MemoryStore(), default_voice=voice)
        assert readiness.dependencies()["workers"] == expected
    readiness = Readiness(redis, registry, MemoryStore(), default_voice="tone:boop")
    assert readiness.dependencies()["workers"] == Dependency(DEGRADED, "default_voice")
    assert readiness.missing() == []


def test_a_default_voice_whose_engine_cannot_speak_now_degrades(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    registry.announce("one", [beep], degraded={"tone": "it is limited"})
    readiness = Readiness(redis, registry, MemoryStore(), default_voice=beep.id)
    assert readiness.dependencies()["workers"] == Dependency(DEGRADED, "default_voice")


def test_a_check_that_hangs_is_down_and_is_not_started_again(redis: Redis, beep: Voice) -> None:
    WorkerRegistry(redis).announce("one", [beep])
    may_end, starts = threading.Event(), []

    def hang() -> Dependency:
        starts.append(1)
        may_end.wait(60)
        return Dependency(OK)

    readiness = Readiness(redis, WorkerRegistry(redis), MemoryStore(), others={"database": hang})
    for _ in range(2):
        found = readiness.dependencies()
        assert found["database"] == Dependency(DOWN, "database")
        assert found["redis"] == Dependency(OK)
    assert starts == [1]
    may_end.set()
    readiness._running["database"].join()
    assert readiness.dependencies()["database"] == Dependency(OK)


def test_finished_audio_is_delivered_until_the_process_drains(redis: Redis, tmp_path: Path) -> None:
    drain = Drain(5)
    readiness = Readiness(redis, WorkerRegistry(redis), FileStore(tmp_path), drain=drain)
    assert readiness.can_deliver()
    assert drain.begin()
    assert not readiness.can_deliver()
    assert not drain.begin(), "the second signal ends the process at once"
    (tmp_path / "file").write_text("not a folder")
    damaged = Readiness(redis, WorkerRegistry(redis), FileStore(tmp_path / "file"))
    assert not damaged.can_deliver()
