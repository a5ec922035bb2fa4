"""Server-sent events: how an audio comes along, for pages that show it."""

import json
from collections.abc import Iterator
from typing import Any

from audio_cache.manifest import Manifest
from audio_cache.state import FINISHED, AudioState
from listen.library.relay import Relay, failed_event

_SILENCE = 15.0
"""Seconds after which a comment shows proxies and pages that the connection lives."""


def text_event(text: str) -> str:
    """What the offsets of the segments point into, for those who cannot wait for the marks."""
    return _lines("text", {"text": text})


def follow_events(relay: Relay) -> Iterator[str]:
    """From the first event; ends after the last, or when nothing more will be known."""
    told = 0
    while True:
        for event in relay.events[told:]:
            told += 1
            yield from _told(event)
        if relay.ended and told == len(relay.events):
            return
        if not relay.wait_for_events(told, _SILENCE):
            yield ": still here\n\n"


def replay_events(manifest: Manifest) -> Iterator[str]:
    """What was told while the audio was made."""
    total = len(manifest.timings)
    for index, timing in enumerate(manifest.timings):
        yield from _told({"event": "segment", "index": index, "total": total, **vars(timing)})
    yield from _told({"event": FINISHED})


def failed_events(state: AudioState) -> Iterator[str]:
    yield from _told(failed_event(state))


def _told(event: dict[str, Any]) -> Iterator[str]:
    """As text/event-stream. A segment is a step of progress too."""
    fields = {name: value for name, value in event.items() if name != "event"}
    yield _lines(event["event"], fields)
    if event["event"] == "segment":
        done, total = event["index"] + 1, event["total"]
        yield _lines("progress", {"progress": round(done / total, 4), "done": done, "total": total})


def _lines(name: str, fields: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(fields)}\n\n"
