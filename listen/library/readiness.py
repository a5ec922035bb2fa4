"""Readiness: whether audio can be made now."""

from redis import Redis, RedisError

from audio_cache.registry import WorkerRegistry


class Readiness:
    """Checks Redis and the workers."""

    def __init__(self, redis: Redis, registry: WorkerRegistry) -> None:
        self._redis = redis
        self._registry = registry

    def missing(self) -> list[str]:
        """Return what is missing; an empty list when ready.

        "redis": it is unreachable. "redis_memory": it is full. "redis_disk": it cannot write its
        append-only file. "worker": no worker is alive.
        """
        try:
            info = self._redis.info("memory", "persistence")
            if 0 < info["maxmemory"] <= info["used_memory"]:
                return ["redis_memory"]
            if info.get("aof_last_write_status", "ok") != "ok":
                return ["redis_disk"]
            return [] if self._registry.snapshot().voices else ["worker"]
        except RedisError:
            return ["redis"]
