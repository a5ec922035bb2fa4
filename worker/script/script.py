"""The script of an article: its blocks cut into the segments that are spoken one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from audio_cache.spec import SEPARATOR, Block
from worker.script.normalize import normalize
from worker.script.opening import with_short_opening
from worker.script.pauses import pause_after
from worker.script.segment import segment


@dataclass(frozen=True)
class Segment:
    block: int
    """Index of its block."""
    sentence: int
    """Index of its sentence in the article; the clauses of a long one share it."""
    start: int
    end: int
    """Code points into the article text."""
    spoken: str
    """What the engine is given."""
    pause: float
    """Seconds of silence after it; none after the last."""


def write_script(blocks: Sequence[Block], language: str, limit: int) -> list[Segment]:
    """Every character of the blocks but white space is in exactly one segment.

    No segment is longer than `limit`, in code points.
    """
    pieces = []
    offset = sentences = 0
    for index, block in enumerate(blocks):
        spans = segment(block.text, language, limit)
        if index == 0:
            spans = with_short_opening(block.text, spans, language)
        for span, after in pairwise([*spans, None]):
            if span is None:
                break
            pause = pause_after(
                block.kind,
                block_ends=after is None,
                sentence_ends=after is None or after.sentence != span.sentence,
            )
            pieces.append(
                Segment(
                    block=index,
                    sentence=sentences + span.sentence,
                    start=offset + span.start,
                    end=offset + span.end,
                    spoken=normalize(block.text[span.start : span.end]),
                    pause=pause,
                )
            )
        sentences += spans[-1].sentence + 1 if spans else 0
        offset += len(block.text) + len(SEPARATOR)
    return [*pieces[:-1], *(replace(last, pause=0.0) for last in pieces[-1:])]
