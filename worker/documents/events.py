"""Events of an audio as text/event-stream: `text`, `segment`, `progress`, and last `finished`.

docs/api.md describes their fields.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audio_cache.spec import SpeechSpec
from audio_cache.timing import Timing

_FINISHED = "finished"


def replay(spec: SpeechSpec, timings: Sequence[Timing]) -> str:
    """Return the events of a finished audio, the same as while it was made."""
    total = len(timings)
    events = [text_event(spec)]
    for index, timing in enumerate(timings):
        events += segment_events({"index": index, "total": total, **vars(timing)})
    return "".join([*events, format_event(_FINISHED, {})])


def text_event(spec: SpeechSpec) -> str:
    """Return the event with the article text, which the offsets of blocks and segments index."""
    blocks = [
        {"kind": block.kind, "start": start, "end": end}
        for block, (start, end) in zip(spec.blocks, spec.block_spans(), strict=True)
    ]
    return format_event("text", {"text": spec.text, "blocks": blocks})


def segment_events(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the events `segment` and `progress`.

    `fields` are the segment's `index`, the `total`, and the fields of its Timing.
    """
    yield format_event("segment", fields)
    done, total = fields["index"] + 1, fields["total"]
    progress = {"progress": round(done / total, 4), "done": done, "total": total}
    yield format_event("progress", progress)


def format_event(name: str, fields: Mapping[str, Any]) -> str:
    """Return an event in the format text/event-stream."""
    return f"event: {name}\ndata: {json.dumps(fields)}\n\n"
