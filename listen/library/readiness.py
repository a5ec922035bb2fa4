"""Readiness: whether audio can be made now."""

from redis import Redis, RedisError

from audio_cache.registry import WorkerRegistry
from audio_cache.stores import StorageFull, Store, StoreError


class Readiness:
    """Checks Redis and the workers."""

    def __init__(
        self, redis: Redis, registry: WorkerRegistry, store: Store, live: Redis | None = None
    ) -> None:
        """`live` is the Redis of live audio, if it is another one."""
        self._servers = [redis, live] if live else [redis]
        self._registry = registry
        self._store = store

    def missing(self) -> list[str]:
        """Return what is missing; an empty list when ready.

        "redis": it is unreachable. "redis_memory": it is full. "redis_disk": it cannot write its
        append-only file. "worker": no worker is alive. "store": a worker publishes to another store
        than this process reads, or this one cannot be used. "store_disk": it has no space left.
        """
        try:
            problems = [*map(_problem_of_redis, self._servers), self._problem_of_workers()]
        except RedisError:
            problems = ["redis"]
        return [problem for problem in problems if problem][:1]

    def _problem_of_workers(self) -> str:
        workers = self._registry.snapshot()
        try:
            self._store.check_space()
            if not workers.voices:
                return "worker"
            return "" if workers.stores <= {self._store.id()} else "store"
        except StorageFull:
            return "store_disk"
        except StoreError:
            return "store"


def _problem_of_redis(redis: Redis) -> str:
    info = redis.info("memory", "persistence")
    if 0 < info["maxmemory"] <= info["used_memory"]:
        return "redis_memory"
    return "" if info.get("aof_last_write_status", "ok") == "ok" else "redis_disk"
