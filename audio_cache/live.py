"""The live stream of an audio: its bytes and events while it is made, in a Redis Stream.

Each run of a job has its own stream. An entry is audio (whole MP3 frames) or an event (JSON). The
last entry is the event `finished`, `failed` or `preempted`. The run after `preempted` starts again
from the beginning. Streams are never trimmed, so that late readers get the audio from its first
byte. They expire ten minutes after the last entry, and two minutes after the last event: readers
have the file then, or the stream of the next run. When room is needed, they go seconds after that.

Audio may be missing: Redis loses the last second when it is killed, and not every run relays its
audio. Therefore audio has its offset, and `finished` the size of the whole.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Required, TypedDict, cast

from redis import Redis

TTL = 600
"""Seconds that a stream is kept after its last entry."""

ENDED_TTL = 120
"""Seconds that it is kept after its last event. Redis writes live audio to its append-only
file, which needs as much free disk for a rewrite as the streams have bytes."""

MAX_BYTES = 256 * 1024 * 1024
"""Audio in all streams of one Redis. Beyond it, streams that have ended are deleted. A new run does
not relay its audio if that is not enough."""

SETTLED = 15
"""Seconds after which nobody reads the end of a stream: a web process gives up after ten without
Redis."""

_MAX_ENTRIES = 64
"""Entries that are read at once."""

_SIZES = "listen:live:sizes"
"""Hash: stream to the bytes of audio in it."""

_EXPIRY = "listen:live:expiry"
"""Sorted set: streams by the Unix time at which they will have expired."""

_ENDED = "listen:live:ended"
"""Sorted set: streams by the Unix time of their last event."""

PREEMPTED = "preempted"
LAST_EVENTS = ("finished", "failed", PREEMPTED)


class LiveEvent(TypedDict, total=False):
    """An event of a run. The name of the event decides which other fields it has."""

    event: Required[str]
    """`segment`, or one of LAST_EVENTS."""
    index: int
    total: int
    """Of `segment`: its index from 0, and the number of segments."""
    block: int
    sentence: int
    start: int
    end: int
    start_time: float
    end_time: float
    """Of `segment`: the fields of `Timing`."""
    code: str | None
    detail: str
    superseded_by: str
    """Of `failed`: the error, and the key of the audio that is made instead, if there is one."""
    size: int
    """Of `finished`: bytes of the whole audio."""


@dataclass(frozen=True)
class StreamEntry:
    """An entry of a live stream. Either `audio` or `event` is set."""

    id: str
    audio: bytes | None = None
    offset: int | None = None
    """Of `audio`: its place in the file, in bytes. None from a worker of version 0.2."""
    event: LiveEvent | None = None

    @property
    def is_last(self) -> bool:
        """Return whether the run ends with this entry."""
        return self.event is not None and self.event["event"] in LAST_EVENTS


def _stream_key(name: str, run: int) -> str:
    return f"listen:live:{name}:{run}"


class LiveWriter:
    """Writes the stream of one run. Raises redis.RedisError when Redis is unreachable."""

    def __init__(self, redis: Redis, name: str, run: int, relays_audio: bool) -> None:
        self._redis = redis
        self._stream = _stream_key(name, run)
        self.relays_audio = relays_audio and self._has_capacity()
        self._written = 0

    def write_audio(self, audio: bytes) -> None:
        """Append the next bytes of the file, unless this run does not relay its audio."""
        if not self.relays_audio or not audio:
            return
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.xadd(self._stream, {"audio": audio, "offset": self._written})
            pipe.expire(self._stream, TTL)
            pipe.hincrby(_SIZES, self._stream, len(audio))
            pipe.zadd(_EXPIRY, {self._stream: time.time() + TTL})
            pipe.execute()
        self._written += len(audio)

    def write_event(self, event: str, **fields: Any) -> None:
        """Append an event with the fields of `LiveEvent`."""
        has_ended = event in LAST_EVENTS
        ttl = ENDED_TTL if has_ended else TTL
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.xadd(self._stream, {"event": json.dumps({"event": event, **fields})})
            pipe.expire(self._stream, ttl)
            pipe.zadd(_EXPIRY, {self._stream: time.time() + ttl}, xx=True)
            if has_ended and self._written:
                pipe.zadd(_ENDED, {self._stream: time.time()})
            pipe.execute()

    def _has_capacity(self) -> bool:
        """Return whether the streams hold less than MAX_BYTES. Makes room if they hold more."""
        now = time.time()
        expired = cast(list[bytes], self._redis.zrangebyscore(_EXPIRY, "-inf", now))
        self._delete(expired)
        found = cast(dict[bytes, bytes], self._redis.hgetall(_SIZES))
        sizes = {stream: int(size) for stream, size in found.items()}
        total = sum(sizes.values())
        if total < MAX_BYTES:
            return True
        settled = []
        for stream in cast(list[bytes], self._redis.zrangebyscore(_ENDED, "-inf", now - SETTLED)):
            settled.append(stream)
            total -= sizes.get(stream, 0)
            if total < MAX_BYTES:
                break
        self._delete(settled)
        return total < MAX_BYTES

    def _delete(self, streams: list[bytes]) -> None:
        if not streams:
            return
        with self._redis.pipeline() as pipe:
            pipe.delete(*streams)
            pipe.zrem(_EXPIRY, *streams)
            pipe.zrem(_ENDED, *streams)
            pipe.hdel(_SIZES, *cast(list[str], streams))
            pipe.execute()


def read_entries(
    redis: Redis, name: str, run: int, after: str = "0", block_ms: int | None = None
) -> Iterator[StreamEntry]:
    """Yield the entries after an id, at most 64.

    `block_ms` is the time in milliseconds to wait for the first of them, which may also be the
    first of the stream; None returns at once.
    """
    stream = _stream_key(name, run)
    found = cast(list[Any], redis.xread({stream: after}, count=_MAX_ENTRIES, block=block_ms))
    for _, entries in found or []:
        for identifier, fields in entries:
            event, offset = fields.get(b"event"), fields.get(b"offset")
            yield StreamEntry(
                id=identifier.decode(),
                audio=fields.get(b"audio"),
                offset=int(offset) if offset is not None else None,
                event=json.loads(event) if event is not None else None,
            )
