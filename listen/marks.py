"""Speech marks: where each sentence stands in the article text and in the audio."""

from itertools import groupby
from typing import Any

from audio_cache.manifest import Manifest


def sentence_marks(manifest: Manifest) -> list[dict[str, Any]]:
    """One mark a sentence, also where it was spoken as several clauses."""
    text = manifest.spec.text
    marks = []
    for _, clauses in groupby(manifest.timings, key=lambda timing: timing.sentence):
        first, *rest = clauses
        last = rest[-1] if rest else first
        marks.append(
            {
                "type": "sentence",
                "block": first.block,
                "start": first.start,
                "end": last.end,
                "start_time": first.start_time,
                "end_time": last.end_time,
                "value": text[first.start : last.end],
                "measured": True,
            }
        )
    return marks
