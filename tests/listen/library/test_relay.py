from collections.abc import Iterator

import pytest

from audio_cache.live import LiveEvent, StreamEntry
from audio_cache.state import FAILED, QUEUED, AudioState
from listen.library import relay as module
from listen.library.relay import Relay, failed_event


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


def test_a_run_that_repeats_the_bytes_continues_them(relay: Relay) -> None:
    relay.append(audio(b"0123"))
    relay.restart()
    relay.append(audio(b"01"))
    relay.append(audio(b"2345"))
    assert (relay.size, relay.read(0), relay.ended) == (6, b"012345", False)


def test_a_run_with_other_bytes_ends_the_relay(relay: Relay) -> None:
    relay.append(audio(b"0123"))
    relay.restart()
    relay.append(audio(b"01x"))
    assert (relay.ended, relay.is_finished) == (True, False)


def test_audio_after_a_gap_waits_for_a_run_that_has_it(relay: Relay) -> None:
    relay.append(audio(b"01", 0))
    relay.append(audio(b"45", 4))
    relay.append(audio(b"67", None))  # from a worker of version 0.2
    assert (relay.size, relay.ended) == (2, False)
    relay.restart()
    relay.append(audio(b"0123", 0))
    relay.append(audio(b"45", 4))
    assert (relay.size, relay.read(0)) == (6, b"012345")


def test_a_relay_is_complete_with_all_bytes_of_a_finished_audio(relay: Relay) -> None:
    relay.append(audio(b"0123", 0))
    assert (relay.is_finished, relay.is_complete) == (False, False)
    relay.append(event("finished", size=5))
    assert (relay.is_finished, relay.is_complete) == (True, False)
    relay.append(audio(b"4", 4))
    assert relay.is_complete


def test_a_segment_is_recorded_once_and_in_order(relay: Relay) -> None:
    for index in (0, 1, 3, 0, 1, 2):
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
