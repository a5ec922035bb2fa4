from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.live import LiveEvent, StreamEntry
from audio_cache.state import FAILED, QUEUED, AudioState
from listen.library import relay as module
from listen.library.relay import LiveAudioBroken, Relay, failed_event, stream


@pytest.fixture
def relay() -> Iterator[Relay]:
    relay = Relay()
    yield relay
    relay.end()
    relay.close_if_done()


def audio(data: bytes, offset: int | None = None) -> StreamEntry:
    return StreamEntry("1-0", audio=data, offset=offset)


def event(name: str, **fields: int) -> StreamEntry:
    return StreamEntry("1-0", event=LiveEvent(event=name, **fields))  # type: ignore[typeddict-item]


def test_a_stream_yields_the_audio_from_an_offset(relay: Relay) -> None:
    relay.append(audio(b"0123"))
    relay.append(audio(b"4567"))
    relay.append(event("finished"))
    assert b"".join(stream(relay, 0)) == b"01234567"
    assert b"".join(stream(relay, 6)) == b"67"
    assert relay.is_complete


def test_a_run_that_repeats_the_bytes_continues_them(relay: Relay) -> None:
    relay.append(audio(b"0123"))
    relay.restart()
    relay.append(audio(b"01"))
    relay.append(audio(b"2345"))
    assert (relay.size, relay.read(0), relay.ended) == (6, b"012345", False)


def test_a_run_with_other_bytes_ends_the_relay_incomplete(relay: Relay) -> None:
    relay.append(audio(b"0123"))
    relay.restart()
    relay.append(audio(b"01x"))
    assert relay.ended
    chunks = stream(relay, 0)
    assert next(chunks) == b"0123"
    with pytest.raises(LiveAudioBroken):
        next(chunks)


def test_audio_that_is_missing_at_the_end_breaks_the_stream(relay: Relay) -> None:
    """The last run of an audio may not relay it, and finds it in the store, or makes it again."""
    relay.append(audio(b"0123", 0))
    relay.append(event("preempted"))
    relay.restart()
    relay.append(event("finished", size=8))
    chunks = stream(relay, 0)
    assert next(chunks) == b"0123"
    with pytest.raises(LiveAudioBroken):
        next(chunks)


@given(
    runs=st.lists(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 2))), min_size=1, max_size=4)
)
def test_a_stream_has_each_byte_once_or_breaks(runs: list[list[tuple[int, int]]]) -> None:
    """Each run writes chunks of these lengths, of which Redis keeps none, one or two copies."""
    whole = bytes(range(12))
    relay = Relay()
    for chunks in runs:
        relay.restart()
        offset = 0
        for length, copies in chunks:
            chunk = whole[offset : offset + length]
            for _ in range(copies):
                if chunk and not relay.ended:
                    relay.append(audio(chunk, offset))
            offset += len(chunk)
    if not relay.ended:
        relay.append(event("finished", size=len(whole)))
    relay.end()
    received = b""
    with suppress(LiveAudioBroken):
        for chunk in stream(relay, 0):
            received += chunk
        assert received == whole
    assert whole.startswith(received)
    relay.close_if_done()


def test_a_segment_is_recorded_once(relay: Relay) -> None:
    for index in (0, 1, 0, 1, 2):
        relay.append(event("segment", index=index))
    relay.append(event("preempted"))
    assert [each["index"] for each in relay.events] == [0, 1, 2]
    assert not relay.ended


def test_no_event_follows_the_last(relay: Relay) -> None:
    relay.append(event("finished"))
    relay.append(event("failed"))
    assert [each["event"] for each in relay.events] == ["finished"]


def test_waiting_ends_with_the_timeout_or_the_relay(relay: Relay) -> None:
    assert not relay.wait_for_events(0, timeout=0.0)
    relay.end()
    assert relay.wait_for_events(0, timeout=0.0)


def test_a_relay_is_abandoned_some_time_after_its_last_reader(
    relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not relay.is_abandoned()
    monkeypatch.setattr(module, "_IDLE_TIMEOUT", -1.0)
    assert relay.is_abandoned()
    relay.readers = 1
    assert not relay.is_abandoned()
    relay.readers = 0


def test_the_event_of_a_failure_has_its_error_and_its_fallback() -> None:
    state = AudioState(FAILED, "click:tone", error_code="engine_failed", error_detail="No.")
    assert failed_event(state) == {"event": "failed", "code": "engine_failed", "detail": "No."}
    superseded = AudioState(QUEUED, "click:tone", superseded_by="ab" * 32)
    assert failed_event(superseded)["superseded_by"] == "ab" * 32
