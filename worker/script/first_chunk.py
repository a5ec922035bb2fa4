"""Cuts a short first chunk off an article, to shorten the time to first audio."""

import re
from functools import lru_cache

from worker.script.phrases import phrase_starts

_CLAUSE_END = re.compile(r"[,;:—–][\"'”’)]*\s+")

_MIN_LENGTH, _MAX_LENGTH = 16, 70
"""Code points of a first chunk. The rest of its sentence must have the minimum length too."""


def first_chunk_end(text: str, language: str) -> int:
    """Return the end of the first chunk of the first sentence, or 0 not to cut the sentence.

    The chunk ends after the first clause; in a long sentence without one, before a phrase.
    """
    if len(text) < 2 * _MIN_LENGTH:
        return 0
    window = _MIN_LENGTH, min(_MAX_LENGTH, len(text) - _MIN_LENGTH)
    match = _CLAUSE_END.search(text, *window)
    if match is None and len(text) > _MAX_LENGTH:
        match = _phrase_start(language).search(text, *window)
    return len(text[: match.end()].rstrip()) if match else 0


@lru_cache
def _phrase_start(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(phrase_starts(language))))
    return re.compile(rf"\s+(?=(?:{words})\s)" if words else r"(?!)")
