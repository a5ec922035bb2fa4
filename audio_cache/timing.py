"""The timings of an audio's segments, and their JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Timing:
    """The position of a segment in the article text and in the audio."""

    block: int
    sentence: int
    start: int
    end: int
    """Code points of the spec's text."""
    start_time: float
    end_time: float
    """Seconds from the first sample, to the sample."""


def timings_to_json(timings: Iterable[Timing]) -> str:
    """Return a JSON list of objects with the fields of Timing."""
    return json.dumps([asdict(timing) for timing in timings])


def timings_from_json(text: str | bytes) -> tuple[Timing, ...]:
    """Parse timings. Raises ValueError, TypeError or RecursionError for anything else."""
    return tuple(Timing(**timing) for timing in json.loads(text))
