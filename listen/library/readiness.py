"""Readiness: whether audio can be made now."""

from redis import Redis, RedisError

from audio_cache.registry import WorkerRegistry


class Readiness:
    """Checks Redis and the workers."""

    def __init__(self, redis: Redis, registry: WorkerRegistry) -> None:
        self._redis = redis
        self._registry = registry

    def missing(self) -> list[str]:
        """Return what is missing: "redis" or "worker"; an empty list when ready."""
        try:
            self._redis.ping()
            return [] if self._registry.snapshot().voices else ["worker"]
        except RedisError:
            return ["redis"]
