from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis import RedisError

from audio_cache.live import LiveEvent, StreamEntry
from audio_cache.stores import StoreError
from listen.errors import Unavailable
from listen.library import stream as module
from listen.library.relay import LiveAudioBroken, Relay
from listen.library.stream import OpenFinished, stream


@pytest.fixture(autouse=True)
def _short_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_HEAD", 2)


@contextmanager
def closed_relay() -> Iterator[Relay]:
    relay = Relay()
    yield relay
    relay.end()
    relay.close_if_done()


@pytest.fixture
def relay() -> Iterator[Relay]:
    with closed_relay() as relay:
        yield relay


def audio(data: bytes, offset: int) -> StreamEntry:
    return StreamEntry("1-0", audio=data, offset=offset)


def event(name: str, **fields: int) -> StreamEntry:
    return StreamEntry("1-0", event=LiveEvent(event=name, **fields))  # type: ignore[typeddict-item]


def file_of(data: bytes) -> OpenFinished:
    return lambda: BytesIO(data)


def no_file() -> BinaryIO:
    raise AssertionError("the relay has all bytes")


def test_a_stream_yields_the_audio_from_an_offset(relay: Relay) -> None:
    relay.append(audio(b"0123", 0))
    relay.append(audio(b"4567", 4))
    relay.append(event("finished", size=8))
    assert b"".join(stream(relay, 0, no_file)) == b"01234567"
    assert b"".join(stream(relay, 6, no_file)) == b"67"


def test_the_finished_file_has_what_the_last_run_did_not_relay(relay: Relay) -> None:
    relay.append(audio(b"..2345", 0))
    relay.append(event("preempted"))
    relay.restart()
    relay.append(event("finished", size=9))
    assert b"".join(stream(relay, 0, file_of(b"HH2345678"))) == b"..2345678"
    assert b"".join(stream(relay, 8, file_of(b"HH2345678"))) == b"8"


def test_the_file_may_read_less_than_it_is_asked_for(relay: Relay) -> None:
    class Stuttering(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 1, 3))

    relay.append(audio(b"..2345678", 0))
    relay.append(event("finished", size=12))
    whole = b"HH2345678" + b"9ab"
    assert b"".join(stream(relay, 0, lambda: Stuttering(whole))) == b"..23456789ab"


@pytest.mark.parametrize("file", [b"HH234x678", b"HH2", b""])
def test_a_file_that_does_not_continue_what_was_sent_breaks_the_stream(
    relay: Relay, file: bytes
) -> None:
    relay.append(audio(b"..2345", 0))
    relay.append(event("finished", size=9))
    chunks = stream(relay, 0, file_of(file))
    assert next(chunks) == b"..2345"
    with pytest.raises(LiveAudioBroken):
        next(chunks)


@pytest.mark.parametrize("error", [FileNotFoundError, StoreError, Unavailable, RedisError])
def test_a_file_that_cannot_be_opened_breaks_the_stream(
    relay: Relay, error: Callable[[str], Exception]
) -> None:
    def fail() -> BinaryIO:
        raise error("It is away.")

    relay.append(audio(b"..2345", 0))
    relay.append(event("finished", size=9))
    chunks = stream(relay, 0, fail)
    assert next(chunks) == b"..2345"
    with pytest.raises(LiveAudioBroken):
        next(chunks)


@pytest.mark.parametrize("last", [event("failed"), audio(b"xx", 2)])
def test_audio_that_fails_or_changes_breaks_the_stream(relay: Relay, last: StreamEntry) -> None:
    relay.append(audio(b"..2345", 0))
    relay.append(last)
    chunks = stream(relay, 0, no_file)
    assert next(chunks) == b"..2345"
    with pytest.raises(LiveAudioBroken):
        next(chunks)


@given(
    runs=st.lists(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 2))), min_size=1, max_size=4)
)
def test_a_stream_has_each_byte_once(runs: list[list[tuple[int, int]]]) -> None:
    """Each run writes chunks of these lengths, of which Redis keeps none, one or two copies."""
    whole = bytes(range(12))
    with closed_relay() as relay:
        for chunks in runs:
            relay.restart()
            offset = 0
            for length, copies in chunks:
                chunk = whole[offset : offset + length]
                for _ in range(copies):
                    if chunk:
                        relay.append(audio(chunk, offset))
                offset += len(chunk)
        relay.append(event("finished", size=len(whole)))
        assert b"".join(stream(relay, 0, file_of(whole))) == whole
