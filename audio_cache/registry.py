"""The registry of workers: which are alive, and which voices they have. It is kept in Redis.

Heartbeats come each second, so they are not written to Redis's append-only file, nor sent to its
replicas (set_repl). A worker whose announcement is not in Redis, because Redis restarted, makes it
again at its next heartbeat.
"""

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any, cast

from redis import Redis

from audio_cache.voice import Voice

_ALIVE = "listen:workers"
"""Sorted set: workers by the Unix time until which they are assumed to be alive."""

_VOICES = "listen:voices"
"""Hash: worker to JSON, the list of its voices."""

_UNAVAILABLE = "listen:absent"
"""Hash: worker to JSON, the engines that it was configured to load and could not, and why."""

_DEGRADED = "listen:troubles"
"""Hash: worker to JSON, the engines that it loaded and that cannot speak now, and why."""

_STORES = "listen:stores"
"""Hash: worker to JSON, the id of the store that it publishes to."""

_DIGESTS = "listen:announcements"
"""Hash: worker to a digest of what it announced in the other tables."""

_TABLES = (_VOICES, _UNAVAILABLE, _DEGRADED, _STORES, _DIGESTS)

_BEAT = """
redis.set_repl(redis.REPL_NONE)
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return redis.call('HGET', KEYS[2], ARGV[1])
"""

NONE: Mapping[str, str] = MappingProxyType({})

TTL = 8.0
"""Seconds that a heartbeat is valid: several times the interval between two of them."""


@dataclass(frozen=True)
class RegistrySnapshot:
    """The announcements of all living workers at one moment."""

    voices: list[Voice] | None = None
    """Voices of all workers, without duplicates; None when no worker is alive."""
    unavailable: dict[str, str] = field(default_factory=dict)
    """Engines that workers were configured to load and none of them has, and why."""
    degraded: dict[str, str] = field(default_factory=dict)
    """Engines that workers have and that cannot speak now, and why."""
    stores: frozenset[str] = frozenset()
    """Ids of the stores that workers publish to."""


class WorkerRegistry:
    """Registers workers. Every method raises redis.RedisError when Redis is unreachable."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._last: tuple[dict[bytes, bytes], RegistrySnapshot] | None = None
        """The digests of the living workers' announcements, and the snapshot of these."""
        self._beat = redis.register_script(_BEAT)

    def announce(
        self,
        worker: str,
        voices: Iterable[Voice],
        unavailable: Mapping[str, str] = NONE,
        degraded: Mapping[str, str] = NONE,
        store: str = "",
    ) -> None:
        """Register a worker for TTL seconds. Writes only what Redis does not hold already.

        `unavailable` and `degraded` are as in RegistrySnapshot, for this worker. `store` is the id
        of its store; empty if that is not known.
        """
        announcement = {
            _VOICES: json.dumps([voice.to_dict() for voice in voices]),
            _UNAVAILABLE: json.dumps(dict(unavailable)),
            _DEGRADED: json.dumps(dict(degraded)),
            _STORES: json.dumps(store),
        }
        digest = hashlib.sha256("\n".join(announcement.values()).encode()).hexdigest()
        announced = self._beat(keys=[_ALIVE, _DIGESTS], args=[worker, time.time() + TTL])
        if announced != digest.encode():
            self._write(worker, announcement, digest)

    def _write(self, worker: str, announcement: Mapping[str, str], digest: str) -> None:
        """Write an announcement, and remove those of workers that are no longer alive."""
        alive = {name.encode() for name in self.workers()}
        known = cast(list[bytes], self._redis.hkeys(_DIGESTS))
        gone = [name for name in known if name not in alive]
        with self._redis.pipeline() as pipe:
            for table, value in announcement.items():
                pipe.hset(table, worker, value)
            pipe.hset(_DIGESTS, worker, digest)
            if gone:
                pipe.zrem(_ALIVE, *gone)
                for table in _TABLES:
                    pipe.hdel(table, *cast(list[str], gone))
            pipe.execute()

    def withdraw(self, worker: str) -> None:
        """Remove a worker that shuts down."""
        with self._redis.pipeline() as pipe:
            pipe.zrem(_ALIVE, worker)
            for table in _TABLES:
                pipe.hdel(table, worker)
            pipe.execute()

    def workers(self) -> list[str]:
        """Return the names of the living workers."""
        alive = cast(list[bytes], self._redis.zrangebyscore(_ALIVE, time.time(), "+inf"))
        return [worker.decode() for worker in alive]

    def snapshot(self) -> RegistrySnapshot:
        """Return the announcements of the living workers.

        They have many kilobytes, so they are read only if one of them has changed.
        """
        alive, digests = self._read(_DIGESTS)
        announced = {name: digests[name] for name in alive if name in digests}
        is_complete = len(announced) == len(alive)  # a worker of an older version has no digest
        if is_complete and self._last and self._last[0] == announced:
            return self._last[1]
        alive, *tables, digests = self._read(_VOICES, _UNAVAILABLE, _DEGRADED, _STORES, _DIGESTS)
        snapshot = _snapshot(alive, tables)
        self._last = {name: digests[name] for name in alive if name in digests}, snapshot
        return snapshot

    def _read(self, *tables: str) -> tuple[Any, ...]:
        """Return the names of the living workers, and tables, in one transaction."""
        with self._redis.pipeline() as pipe:
            pipe.zrangebyscore(_ALIVE, time.time(), "+inf")
            for table in tables:
                pipe.hgetall(table)
            return tuple(pipe.execute())


def _snapshot(alive: list[bytes], tables: Iterable[dict[bytes, bytes]]) -> RegistrySnapshot:
    if not alive:
        return RegistrySnapshot()
    voices, *others = ([table[name] for name in alive if name in table] for table in tables)
    unavailable, degraded, stores = ([json.loads(text) for text in texts] for texts in others)
    by_reference = {
        voice.reference: voice for voice in chain.from_iterable(map(_voices_in, voices))
    }
    available = {voice.engine for voice in by_reference.values()}
    return RegistrySnapshot(
        voices=[by_reference[reference] for reference in sorted(by_reference)],
        unavailable={engine: why for engine, why in _items(unavailable) if engine not in available},
        degraded=dict(_items(degraded)),
        stores=frozenset(stores) - {""},
    )


@lru_cache(maxsize=64)
def _voices_in(announcement: bytes) -> tuple[Voice, ...]:
    """Return the voices that a worker announces. They rarely change, and most workers agree."""
    return tuple(map(Voice.from_dict, json.loads(announcement)))


def _items(tables: Iterable[dict[str, str]]) -> Iterator[tuple[str, str]]:
    return chain.from_iterable(table.items() for table in tables)
