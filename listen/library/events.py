"""Server-sent events of an audio that is being made or that failed, for pages that show it."""

from collections.abc import Iterator

from audio_cache.live import LAST_EVENTS, LiveEvent
from audio_cache.state import FINISHED, AudioState
from listen.library.relay import LiveAudioBroken, Relay, failed_event
from worker.documents.events import format_event, segment_events

_KEEP_ALIVE_SECONDS = 15.0
"""Interval of comments in a stream without events, so that proxies keep the connection open."""


def follow_events(relay: Relay) -> Iterator[str]:
    """Yield all events from the first one, up to `finished` or `failed`.

    Raises LiveAudioBroken when the relay ends without one of these, or without all segments: a
    stream that ended cleanly would look complete. A client that comes back gets the finished
    audio's events.
    """
    sent = 0
    while True:
        for event in relay.events[sent:]:
            if event["event"] == FINISHED and sent != _total(relay):
                raise LiveAudioBroken
            sent += 1
            yield from _format(event)
        if relay.ended and sent == len(relay.events):
            if not sent or relay.events[-1]["event"] not in LAST_EVENTS:
                raise LiveAudioBroken
            return
        if not relay.wait_for_events(sent, _KEEP_ALIVE_SECONDS):
            yield ": still here\n\n"


def _total(relay: Relay) -> int | None:
    """Return the number of segments; None if none was reported."""
    return relay.events[0].get("total")


def failed_events(state: AudioState) -> Iterator[str]:
    """Yield the only event of an audio that has failed."""
    yield from _format(failed_event(state))


def _format(event: LiveEvent) -> Iterator[str]:
    # `size` is for the relay. Finished audio has no such field in its events either.
    fields = {name: value for name, value in event.items() if name not in ("event", "size")}
    if event["event"] == "segment":
        yield from segment_events(fields)
    else:
        yield format_event(event["event"], fields)
