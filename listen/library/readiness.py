"""Readiness: whether audio can be made now."""

from redis import Redis, RedisError

from audio_cache.registry import WorkerRegistry
from audio_cache.stores import Store, StoreError


class Readiness:
    """Checks Redis and the workers."""

    def __init__(self, redis: Redis, registry: WorkerRegistry, store: Store) -> None:
        self._redis = redis
        self._registry = registry
        self._store = store

    def missing(self) -> list[str]:
        """Return what is missing; an empty list when ready.

        "redis": it is unreachable. "redis_memory": it is full. "redis_disk": it cannot write its
        append-only file. "worker": no worker is alive. "store": a worker publishes to another store
        than this process reads, or this one cannot be used.
        """
        try:
            info = self._redis.info("memory", "persistence")
            if 0 < info["maxmemory"] <= info["used_memory"]:
                return ["redis_memory"]
            if info.get("aof_last_write_status", "ok") != "ok":
                return ["redis_disk"]
            workers = self._registry.snapshot()
            if not workers.voices:
                return ["worker"]
            return [] if workers.stores <= {self._store.id()} else ["store"]
        except StoreError:
            return ["store"]
        except RedisError:
            return ["redis"]
