"""The bytes of a relay for one reader, and the rest from the finished file where they are missing.

A run does not relay its audio when Redis has no room for it, or when it finds the audio in the
store, and Redis loses entries when it is killed.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from redis import RedisError

from audio_cache.live_format import LIVE_MP3
from audio_cache.stores import StoreError
from listen.errors import ApiError
from listen.library.relay import CHUNK_BYTES, LiveAudioBroken, Relay

_WAIT_SECONDS = 1.0

_MAX_HEAD = LIVE_MP3.frame_bytes * LIVE_MP3.placeholder_frames
"""Bytes at the beginning that may differ between the live audio and the file, in any format."""

OpenFinished = Callable[[], BinaryIO]
"""Opens the finished file. Raises FileNotFoundError, ApiError or redis.RedisError; reading it may
raise StoreError."""


def stream(relay: Relay, offset: int, open_finished: OpenFinished) -> Iterator[bytes]:
    """Yield the audio from an offset, as it is made.

    Raises LiveAudioBroken when the audio fails, and when the file does not continue what was sent.
    """
    while True:
        if chunk := relay.read(offset):
            offset += len(chunk)
            yield chunk
        elif relay.ended:
            break
        else:
            relay.wait_for_audio(offset, _WAIT_SECONDS)
    if not relay.is_finished:
        raise LiveAudioBroken
    if not relay.is_complete:
        yield from _rest(relay, offset, open_finished)


def _rest(relay: Relay, offset: int, open_finished: OpenFinished) -> Iterator[bytes]:
    """Yield the file from an offset, if it has the bytes that the relay has before its end."""
    try:
        with open_finished() as file:
            start = max(_MAX_HEAD, relay.size - CHUNK_BYTES)
            file.seek(start)
            sent = relay.read(start)
            while sent:
                part = file.read(len(sent))  # the file of an object store may read less
                if not part or not sent.startswith(part):
                    raise LiveAudioBroken
                sent = sent[len(part) :]
            file.seek(offset)
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    except (FileNotFoundError, StoreError, ApiError, RedisError) as error:
        raise LiveAudioBroken from error
