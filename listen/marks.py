"""Speech marks: where sentences and words stand in the article text and in the audio.

Sentences are measured to the sample. Words are estimated inside their segment, by how long each
takes to say: they drift by some tenths of a second, and are right again at the next segment.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from audio_cache.manifest import Manifest, Timing
from worker.script.estimate import letters_in

_WORD = re.compile(r"\S*\w\S*")

_BESIDE_LETTERS = 1.0
"""What a word takes however short it is, in letters."""


def marks(manifest: Manifest) -> list[dict[str, Any]]:
    """Each sentence, also one that was spoken in several clauses, then its words."""
    found = []
    for _, clauses in groupby(manifest.timings, key=lambda timing: timing.sentence):
        timings = list(clauses)
        found.append(_sentence(manifest.spec.text, timings[0], timings[-1]))
        for timing in timings:
            found += _words(manifest.spec.text, timing)
    return found


def _sentence(text: str, first: Timing, last: Timing) -> dict[str, Any]:
    return {
        "type": "sentence",
        "block": first.block,
        "start": first.start,
        "end": last.end,
        "start_time": first.start_time,
        "end_time": last.end_time,
        "value": text[first.start : last.end],
        "measured": True,
    }


def _words(text: str, timing: Timing) -> Iterator[dict[str, Any]]:
    words = list(_WORD.finditer(text, timing.start, timing.end))
    weights = [letters_in(word[0]) + _BESIDE_LETTERS for word in words]
    time = timing.start_time
    for word, weight in zip(words, weights, strict=True):
        end = time + (timing.end_time - timing.start_time) * weight / sum(weights)
        yield {
            "type": "word",
            "block": timing.block,
            "start": word.start(),
            "end": word.end(),
            "start_time": round(time, 3),
            "end_time": round(end, 3),
            "value": word[0],
            "measured": False,
        }
        time = end
