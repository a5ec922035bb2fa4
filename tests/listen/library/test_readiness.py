from redis import Redis

from audio_cache.registry import WorkerRegistry
from audio_cache.voice import Voice
from listen.library.readiness import Readiness
from tests.conftest import free_port


def test_a_server_is_ready_with_redis_and_a_worker(redis: Redis, beep: Voice) -> None:
    registry = WorkerRegistry(redis)
    readiness = Readiness(redis, registry)
    assert readiness.missing() == ["worker"]
    registry.announce("worker", [beep])
    assert readiness.missing() == []


def test_without_redis_only_redis_is_missing() -> None:
    redis = Redis(port=free_port())
    assert Readiness(redis, WorkerRegistry(redis)).missing() == ["redis"]


def test_a_full_redis_is_named(redis: Redis) -> None:
    readiness = Readiness(redis, WorkerRegistry(redis))
    redis.config_set("maxmemory", 1)
    try:
        assert readiness.missing() == ["redis_memory"]
    finally:
        redis.config_set("maxmemory", 0)
