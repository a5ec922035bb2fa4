"""Durations of the silence after a segment. The script sets them, not the engine.

The silence that is heard is 0.1 s longer: audio.py keeps the soft edges of a segment.
"""

from audio_cache.spec import Block
from worker.script.marks import Mark

_AFTER_BLOCK = {
    "title": 0.9,
    "heading": 0.8,
    "quote": 0.8,
    "list_item": 0.5,
}
_BEFORE_BLOCK = {
    "heading": 1.0,
    "quote": 0.8,
    "list_item": 0.5,
}
_BESIDE_STANZA = 0.8
"""Before and after a block of several lines."""
_BESIDE_OTHER_BLOCKS = 0.7
_AFTER_SENTENCE = 0.35
_AFTER_CLAUSE = 0.12
_AT_MARK: dict[Mark | None, float] = {
    "dash": 0.3,
    "ellipsis": 0.45,
    "line": 0.3,
}
_LINE: Mark = "line"


def pause_between(block: Block, following: Block | None) -> float:
    """Return the pause in seconds between two blocks. None: nothing follows."""
    after = _beside(block, _AFTER_BLOCK)
    return max(after, _beside(following, _BEFORE_BLOCK)) if following else after


def pause_within(*, sentence_ends: bool, mark: Mark | None = None) -> float:
    """Return the pause in seconds between two segments of a block, with the mark there.

    All lines of a stanza have the same pause, whether or not a sentence ends with them.
    """
    if mark == _LINE:
        return _AT_MARK[mark]
    pause = _AFTER_SENTENCE if sentence_ends else _AFTER_CLAUSE
    return max(pause, _AT_MARK.get(mark, 0.0))


def _beside(block: Block, of_kinds: dict[str, float]) -> float:
    pause = of_kinds.get(block.kind, _BESIDE_OTHER_BLOCKS)
    return max(pause, _BESIDE_STANZA) if "\n" in block.text else pause
