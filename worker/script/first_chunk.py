"""Cuts a short first chunk off an article, to shorten the time to first audio."""

import re
from functools import lru_cache

from audio_cache.language import primary_subtag

_CLAUSE_END = re.compile(r"[,;:—–][\"'”’)]*\s+")

_PHRASE_STARTS = {
    "en": "after and as at because before but by for from in on since that to when where which "
    "while who with",
}
"""Words that a speaker may pause before, by language."""

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
        match = _phrase_start(primary_subtag(language)).search(text, *window)
    return len(text[: match.end()].rstrip()) if match else 0


@lru_cache
def _phrase_start(language: str) -> re.Pattern[str]:
    words = _PHRASE_STARTS.get(language, "").split()
    return re.compile(rf"\s+(?=(?:{'|'.join(words)})\s)" if words else r"(?!)")
