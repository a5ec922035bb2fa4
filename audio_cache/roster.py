"""Which workers are there and which voices they have, in Redis."""

import json
import time
from collections.abc import Iterable, Mapping
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

NONE: Mapping[str, str] = MappingProxyType({})

TTL = 8.0
"""Seconds that an announcement holds: several times the interval between two."""


class Roster:
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
                pipe.hdel(_VOICES, *cast(list[str], gone))
                pipe.hdel(_ABSENT, *cast(list[str], gone))
                pipe.hdel(_TROUBLES, *cast(list[str], gone))
            pipe.execute()

    def withdraw(self, worker: str) -> None:
        with self._redis.pipeline() as pipe:
            pipe.zrem(_ALIVE, worker)
            pipe.hdel(_VOICES, worker)
            pipe.hdel(_ABSENT, worker)
            pipe.hdel(_TROUBLES, worker)
            pipe.execute()

    def workers(self) -> list[str]:
        """The names of the living."""
        alive = cast(list[bytes], self._redis.zrangebyscore(_ALIVE, time.time(), "+inf"))
        return [worker.decode() for worker in alive]

    def voices(self) -> list[Voice] | None:
        """The voices of all living workers, each once; None when no worker is there."""
        alive = self.workers()
        if not alive:
            return None
        lists = self._redis.hmget(_VOICES, alive)
        found = {
            voice.reference: voice
            for text in cast(list[bytes | None], lists)
            if text is not None
            for voice in map(Voice.from_dict, json.loads(text))
        }
        return [found[reference] for reference in sorted(found)]

    def absent(self) -> dict[str, str]:
        """Engines that a living worker was told to load and could not, and why."""
        return self._told(_ABSENT)

    def troubles(self) -> dict[str, str]:
        """Engines that living workers have and that cannot speak now, and why."""
        return self._told(_TROUBLES)

    def _told(self, table: str) -> dict[str, str]:
        """Of all living workers: engine to why."""
        alive = self.workers()
        lists = cast(list[bytes | None], self._redis.hmget(table, alive)) if alive else []
        return {
            engine: why
            for text in lists
            if text is not None
            for engine, why in json.loads(text).items()
        }
