"""Durations of the silence after a segment. The script sets them, not the engine."""

_AFTER_BLOCK = {
    "title": 0.9,
    "heading": 0.8,
    "quote": 0.8,
    "list_item": 0.5,
}
_BEFORE_BLOCK = {
    "heading": 1.0,
    "quote": 0.8,
}
_BETWEEN_OTHER_BLOCKS = 0.7
_AFTER_SENTENCE = 0.35
_AFTER_CLAUSE = 0.12


def pause_between(kind: str, following: str | None) -> float:
    """Return the pause in seconds between blocks of these kinds. None: nothing follows."""
    after = _AFTER_BLOCK.get(kind, _BETWEEN_OTHER_BLOCKS)
    return max(after, _BEFORE_BLOCK.get(following or "", 0.0))


def pause_within(*, sentence_ends: bool) -> float:
    """Return the pause in seconds between two segments of a block."""
    return _AFTER_SENTENCE if sentence_ends else _AFTER_CLAUSE
