"""Chapters of a finished audio in Podcasting 2.0's JSON (application/json+chapters).

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import json
from collections.abc import Iterable
from typing import TypedDict

from audio_cache.spec import SpeechSpec
from audio_cache.timing import Timing

VERSION = "1.2.0"
"""Version of the format."""

_KINDS = ("title", "heading")
_MAX_OPENING = 60
"""Code points of the name of a chapter that has no heading."""


class Chapter(TypedDict):
    """A part of the audio, up to the next one."""

    startTime: float
    """Seconds from the first sample."""
    title: str


def chapters_json(spec: SpeechSpec, timings: Iterable[Timing]) -> str:
    """Return the JSON of the chapters."""
    fields = {"version": VERSION, "chapters": chapters(spec, timings)}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n"


def chapters(spec: SpeechSpec, timings: Iterable[Timing]) -> list[Chapter]:
    """Return a chapter for the title and for each heading that has sound.

    The first chapter begins at 0. Text before the first heading is a chapter of its own, named by
    its first words.
    """
    starts: dict[int, float] = {}
    for timing in timings:
        if timing.end_time > timing.start_time:
            starts.setdefault(timing.block, timing.start_time)
    first = min(starts, default=0)
    return [
        {
            "startTime": 0 if index == first else round(starts[index], 3),
            "title": _line(block.text) if block.kind in _KINDS else _opening(block.text),
        }
        for index, block in enumerate(spec.blocks)
        if index in starts and (block.kind in _KINDS or index == first)
    ]


def _line(text: str) -> str:
    return " ".join(text.split())


def _opening(text: str) -> str:
    """Return the first words of a text."""
    line = _line(text)
    if len(line) <= _MAX_OPENING:
        return line
    words, _, rest = line[:_MAX_OPENING].rpartition(" ")
    return f"{words or rest}…"
