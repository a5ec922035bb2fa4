"""Durations of the silence after a segment. The script sets them, not the engine."""

_AFTER_BLOCK = {
    "title": 0.9,
    "heading": 0.75,
    "list_item": 0.5,
}
_AFTER_ANY_OTHER_BLOCK = 0.7
_AFTER_SENTENCE = 0.35
_AFTER_CLAUSE = 0.12


def pause_after(kind: str, *, block_ends: bool, sentence_ends: bool) -> float:
    """Return the pause in seconds after a segment of a block of that kind.

    `block_ends` and `sentence_ends` tell whether the segment is the last of its block or sentence.
    """
    if block_ends:
        return _AFTER_BLOCK.get(kind, _AFTER_ANY_OTHER_BLOCK)
    return _AFTER_SENTENCE if sentence_ends else _AFTER_CLAUSE
