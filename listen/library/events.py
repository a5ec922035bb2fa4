"""Server-sent events: the progress of an audio, for pages that show it.

The events are `text`, `segment`, `progress`, and at the end `finished` or `failed`. docs/api.md
describes their fields.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from audio_cache.live import LAST_EVENTS, LiveEvent
from audio_cache.manifest import Manifest
from audio_cache.state import FINISHED, AudioState
from listen.library.relay import LiveAudioBroken, Relay, failed_event

_KEEP_ALIVE_SECONDS = 15.0
"""Interval of comments in a stream without events, so that proxies keep the connection open."""


def text_event(text: str) -> str:
    """Return the event with the article text, which the offsets of segments index."""
    return _format("text", {"text": text})


def follow_events(relay: Relay) -> Iterator[str]:
    """Yield all events from the first one, up to `finished` or `failed`.

    Raises LiveAudioBroken when the relay ends without one of these: a stream that ended cleanly
    would look complete.
    """
    sent = 0
    while True:
        for event in relay.events[sent:]:
            sent += 1
            yield from _format_event(event)
        if relay.ended and sent == len(relay.events):
            if not sent or relay.events[-1]["event"] not in LAST_EVENTS:
                raise LiveAudioBroken
            return
        if not relay.wait_for_events(sent, _KEEP_ALIVE_SECONDS):
            yield ": still here\n\n"


def replay_events(manifest: Manifest) -> Iterator[str]:
    """Yield the events of a finished audio, the same as while it was made."""
    total = len(manifest.timings)
    for index, timing in enumerate(manifest.timings):
        fields = {"event": "segment", "index": index, "total": total, **vars(timing)}
        yield from _format_event(cast(LiveEvent, fields))
    yield from _format_event({"event": FINISHED})


def failed_events(state: AudioState) -> Iterator[str]:
    """Yield the only event of an audio that has failed."""
    yield from _format_event(failed_event(state))


def _format_event(event: LiveEvent) -> Iterator[str]:
    """Yield an event; after `segment` also `progress`."""
    fields = {name: value for name, value in event.items() if name != "event"}
    yield _format(event["event"], fields)
    if event["event"] == "segment":
        done, total = event["index"] + 1, event["total"]
        progress = {"progress": round(done / total, 4), "done": done, "total": total}
        yield _format("progress", progress)


def _format(name: str, fields: Mapping[str, Any]) -> str:
    """Return an event in the format text/event-stream."""
    return f"event: {name}\ndata: {json.dumps(fields)}\n\n"
