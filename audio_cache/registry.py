"""Which workers are there and which voices they have, in Redis."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import cast

from redis import Redis

from audio_cache.voice import Voice

_ALIVE = "listen:workers"
"""Sorted set: workers by the time until which they are taken to be alive."""

_VOICES = "listen:voices"
"""Hash: worker to the JSON list of its voices."""

_ABSENT = "listen:absent"
"""Hash: worker to JSON, the engines that it was told to load and could not, and why."""

_TROUBLES = "listen:troubles"
"""Hash: worker to JSON, the engines of its own that cannot speak now, and why."""

_TABLES = (_VOICES, _ABSENT, _TROUBLES)

NONE: Mapping[str, str] = MappingProxyType({})

TTL = 8.0
"""Seconds that an announcement holds: several times the interval between two."""


@dataclass(frozen=True)
class RegistrySnapshot:
    voices: list[Voice] | None = None
    """Of all living workers, each once; None when no worker is there."""
    unavailable: dict[str, str] = field(default_factory=dict)
    """Engines that workers were told to load and none of them has, and why not."""
    degraded: dict[str, str] = field(default_factory=dict)
    """Engines that workers have and that cannot speak now, and why."""


class WorkerRegistry:
    """Every method raises redis.RedisError when Redis is away."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def announce(
        self,
        worker: str,
        voices: Iterable[Voice],
        absent: Mapping[str, str] = NONE,
        troubles: Mapping[str, str] = NONE,
    ) -> None:
        """`absent`: engines that the worker was told to load and could not, and why.
        `troubles`: those of its own that cannot speak now, and why.
        """
        now = time.time()
        gone = cast(list[bytes], self._redis.zrangebyscore(_ALIVE, "-inf", now - TTL))
        with self._redis.pipeline() as pipe:
            pipe.zadd(_ALIVE, {worker: now + TTL})
            pipe.hset(_VOICES, worker, json.dumps([voice.to_dict() for voice in voices]))
            pipe.hset(_ABSENT, worker, json.dumps(dict(absent)))
            pipe.hset(_TROUBLES, worker, json.dumps(dict(troubles)))
            if gone:
                pipe.zrem(_ALIVE, *gone)
                for table in _TABLES:
                    pipe.hdel(table, *cast(list[str], gone))
            pipe.execute()

    def withdraw(self, worker: str) -> None:
        with self._redis.pipeline() as pipe:
            pipe.zrem(_ALIVE, worker)
            for table in _TABLES:
                pipe.hdel(table, worker)
            pipe.execute()

    def workers(self) -> list[str]:
        """The names of the living."""
        alive = cast(list[bytes], self._redis.zrangebyscore(_ALIVE, time.time(), "+inf"))
        return [worker.decode() for worker in alive]

    def snapshot(self) -> RegistrySnapshot:
        """What the living workers say, as it is at one moment."""
        with self._redis.pipeline() as pipe:
            pipe.zrangebyscore(_ALIVE, time.time(), "+inf")
            for table in _TABLES:
                pipe.hgetall(table)
            alive, *tables = pipe.execute()
        if not alive:
            return RegistrySnapshot()
        voices, absent, troubles = (
            [json.loads(table[worker]) for worker in alive if worker in table] for table in tables
        )
        found = {voice.reference: voice for each in voices for voice in map(Voice.from_dict, each)}
        here = {voice.engine for voice in found.values()}
        return RegistrySnapshot(
            voices=[found[reference] for reference in sorted(found)],
            unavailable={engine: why for engine, why in _items(absent) if engine not in here},
            degraded=dict(_items(troubles)),
        )


def _items(tables: Iterable[dict[str, str]]) -> Iterator[tuple[str, str]]:
    return chain.from_iterable(table.items() for table in tables)
