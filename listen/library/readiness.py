"""Readiness: what this server depends on, and whether audio can be made and played now."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from redis import Redis, RedisError

from audio_cache.registry import WorkerRegistry
from audio_cache.stores import StorageFull, Store, StoreError
from listen.library.drain import Drain

log = logging.getLogger(__name__)

OK, DEGRADED, DOWN = "ok", "degraded", "down"

REDIS, LIVE_REDIS, STORE, WORKERS = "redis", "live_redis", "store", "workers"
_NEEDED = (REDIS, LIVE_REDIS, WORKERS, STORE)
"""Dependencies without which no audio can be made, in the order in which they are named."""

_TIMEOUT = 1.5
"""Seconds for all checks together. A dependency that hangs is down."""


@dataclass(frozen=True)
class Dependency:
    """The state of one dependency."""

    state: str
    """OK, DEGRADED (audio is made all the same) or DOWN."""
    problem: str = ""
    """A code; empty if there is none."""


_OK = Dependency(OK)
_REDIS_DOWN = Dependency(DOWN, "redis")
Check = Callable[[], Dependency]


class Readiness:
    """Checks everything that the server depends on."""

    def __init__(
        self,
        redis: Redis,
        registry: WorkerRegistry,
        store: Store,
        live: Redis | None = None,
        default_voice: str = "",
        others: Mapping[str, Check] | None = None,
        drain: Drain | None = None,
    ) -> None:
        """`live` is the Redis of live audio, if it is another one.

        `default_voice` is the id of a voice that workers should have. `others` are further checks
        by name; without them, audio is made all the same.
        """
        self._registry = registry
        self._store = store
        self._default_voice = default_voice
        self._drain = drain or Drain()
        self._checks: dict[str, Check] = {
            REDIS: lambda: _check_redis(redis),
            WORKERS: self._check_workers,
            STORE: self._check_store,
            **(others or {}),
        }
        if live:
            self._checks[LIVE_REDIS] = lambda: _check_redis(live)
        self._lock = threading.Lock()
        self._running: dict[str, threading.Thread] = {}
        self._found: dict[str, Dependency] = {}

    @property
    def is_draining(self) -> bool:
        """Return whether the process shuts down."""
        return self._drain.has_begun

    def missing(self) -> list[str]:
        """Return the first problem without which audio could be made; an empty list when ready."""
        return problems_of(self.dependencies())

    def dependencies(self) -> dict[str, Dependency]:
        """Check all at once. One that does not answer in time is down, and is not asked again yet.

        Problems: "redis": it is unreachable. "redis_memory": it is full. "redis_disk": it cannot
        write its append-only file. "worker": no worker is alive. "default_voice": no worker has the
        default voice, or its engine cannot speak now. "store": a worker publishes to another store
        than this process reads, or this one cannot be used. "store_disk": it has no space left.
        """
        threads = {name: self._start(name) for name in self._checks}
        deadline = time.monotonic() + _TIMEOUT
        for thread in threads.values():
            thread.join(max(0.0, deadline - time.monotonic()))
        return {
            name: _late(name) if thread.is_alive() else self._found[name]
            for name, thread in threads.items()
        }

    def _start(self, name: str) -> threading.Thread:
        """Return the thread of a check: a new one, unless the check is running."""
        with self._lock:
            thread = self._running.get(name)
            if thread is None or not thread.is_alive():
                thread = threading.Thread(target=self._run, args=(name,), daemon=True)
                self._running[name] = thread
                thread.start()
            return thread

    def _run(self, name: str) -> None:
        try:
            self._found[name] = self._checks[name]()
        except RedisError:
            self._found[name] = _REDIS_DOWN
        except StoreError:
            self._found[name] = Dependency(DOWN, "store")
        except Exception:
            self._found[name] = Dependency(DOWN, name)
            log.exception("the check of %s failed", name)

    def can_deliver(self) -> bool:
        """Return whether this process can play finished audio, and does not shut down."""
        try:
            self._store.id()
        except StoreError:
            return False
        return not self.is_draining

    def _check_workers(self) -> Dependency:
        workers = self._registry.snapshot()
        if not workers.voices:
            return Dependency(DOWN, "worker")
        wanted = self._default_voice
        engine = wanted.partition(":")[0]
        if wanted and (
            engine in workers.degraded or wanted not in {voice.id for voice in workers.voices}
        ):
            return Dependency(DEGRADED, "default_voice")
        return _OK

    def _check_store(self) -> Dependency:
        try:
            self._store.check_space()
            own = self._store.id()
            stores = self._registry.snapshot().stores
        except StorageFull:
            return Dependency(DOWN, "store_disk")
        except StoreError:
            return Dependency(DOWN, "store")
        except RedisError:  # which is a dependency of its own
            return _OK
        return _OK if stores <= {own} else Dependency(DOWN, "store")


def problems_of(dependencies: Mapping[str, Dependency]) -> list[str]:
    """Return the first problem of a dependency that is needed and down."""
    down = (dependencies[name] for name in _NEEDED if name in dependencies)
    return [found.problem for found in down if found.state == DOWN][:1]


def _late(name: str) -> Dependency:
    """Return the state of a dependency that does not answer in time."""
    if name in (REDIS, LIVE_REDIS, WORKERS):
        return _REDIS_DOWN
    return Dependency(DOWN, name)


def _check_redis(redis: Redis) -> Dependency:
    info = redis.info("memory", "persistence")
    if 0 < info["maxmemory"] <= info["used_memory"]:
        return Dependency(DOWN, "redis_memory")
    if info.get("aof_last_write_status", "ok") != "ok":
        return Dependency(DOWN, "redis_disk")
    return _OK
