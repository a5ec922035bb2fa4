"""The silence between the segments of an article, by what it separates."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from audio_cache.spec import Block

Json = dict[str, Any]


def pauses(segments: Sequence[Json], blocks: Sequence[Block]) -> dict[str, list[float]]:
    """Return the pauses in seconds, by the kind of the block that ends; "sentence" within one.

    `segments` are the audio's events. A pause before a heading counts as "before heading".
    """
    found = defaultdict(list)
    for segment, following in pairwise(segments):
        pause = following["start_time"] - segment["end_time"]
        found[_boundary(segment, following, blocks)].append(pause)
    return found


def _boundary(segment: Json, following: Json, blocks: Sequence[Block]) -> str:
    if segment["block"] == following["block"]:
        return "sentence"
    if blocks[following["block"]].kind == "heading":
        return "before heading"
    return str(blocks[segment["block"]].kind)


def medians(pauses_of_articles: Iterable[dict[str, list[float]]]) -> dict[str, float]:
    """Return the median pause of each kind in seconds."""
    together: defaultdict[str, list[float]] = defaultdict(list)
    for found in pauses_of_articles:
        for kind, seconds in found.items():
            together[kind] += seconds
    return {kind: statistics.median(seconds) for kind, seconds in sorted(together.items())}
