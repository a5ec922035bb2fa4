"""What happens while an audio is made, as a Redis Stream: its bytes and its events, in order.

One stream for each run of its job. An entry is audio (whole MP3 frames) or an event (JSON). The
last entry is the event `finished`, `failed` or `yielded`; after `yielded` the next run begins from
the start. Streams are never trimmed, so that whoever comes late reads from the beginning; they
expire minutes after the last entry.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from redis import Redis

TTL = 600
"""Seconds that a stream outlives its last entry."""

MOST_BYTES = 256 * 1024 * 1024
"""Audio in all the streams of one Redis; beyond it a run goes on without relaying its audio."""

_SIZES = "listen:live:sizes"
"""Hash: stream to the bytes of audio in it."""

_EXPIRY = "listen:live:expiry"
"""Sorted set: streams by the time at which they will have expired."""

PREEMPTED = "preempted"
LAST_EVENTS = ("finished", "failed", PREEMPTED)


@dataclass(frozen=True)
class StreamEntry:
    id: str
    audio: bytes | None = None
    event: dict[str, Any] | None = None

    @property
    def is_last(self) -> bool:
        return self.event is not None and self.event["event"] in LAST_EVENTS


def _stream(name: str, run: int) -> str:
    return f"listen:live:{name}:{run}"


class LiveWriter:
    """Writes the stream of one run. Raises redis.RedisError when Redis is away."""

    def __init__(self, redis: Redis, name: str, run: int, relays_audio: bool) -> None:
        self._redis = redis
        self._name = _stream(name, run)
        self.relays_audio = relays_audio and self._has_room()

    def audio(self, chunk: bytes) -> None:
        if not self.relays_audio or not chunk:
            return
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.xadd(self._name, {"audio": chunk})
            pipe.expire(self._name, TTL)
            pipe.hincrby(_SIZES, self._name, len(chunk))
            pipe.zadd(_EXPIRY, {self._name: time.time() + TTL})
            pipe.execute()

    def event(self, event: str, **fields: Any) -> None:
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.xadd(self._name, {"event": json.dumps({"event": event, **fields})})
            pipe.expire(self._name, TTL)
            pipe.execute()

    def _has_room(self) -> bool:
        gone = cast(list[bytes], self._redis.zrangebyscore(_EXPIRY, "-inf", time.time()))
        if gone:
            with self._redis.pipeline() as pipe:
                pipe.zrem(_EXPIRY, *gone)
                pipe.hdel(_SIZES, *cast(list[str], gone))
                pipe.execute()
        sizes = cast(list[bytes], self._redis.hvals(_SIZES))
        return sum(map(int, sizes)) < MOST_BYTES


def read(
    redis: Redis, name: str, run: int, after: str = "0", block_ms: int | None = None
) -> Iterator[StreamEntry]:
    """The entries after an id; waits for the first of them if asked to, also for the stream."""
    stream = _stream(name, run)
    found = cast(list[Any], redis.xread({stream: after}, count=64, block=block_ms))
    for _, entries in found or []:
        for identifier, fields in entries:
            event = fields.get(b"event")
            yield StreamEntry(
                id=identifier.decode(),
                audio=fields.get(b"audio"),
                event=json.loads(event) if event is not None else None,
            )
