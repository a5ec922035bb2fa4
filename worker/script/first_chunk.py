"""The first words of an article are spoken by themselves: a reader waits for their sound."""

import re
from functools import lru_cache

_CLAUSE_END = re.compile(r"[,;:—–][\"'”’)]*\s+")

_PHRASE_STARTS = {
    "en": "after and as at because before but by for from in on since that to when where which "
    "while who with",
}
"""Words that a speaker may pause before, by language."""

_SHORTEST, _LONGEST = 16, 70
"""Code points of an opening, and fewest that may be left of its sentence."""


def end_of_opening(text: str, language: str) -> int:
    """Where to cut the first sentence, as a speaker would pause; 0 if it is spoken whole.

    After its first clause; when it is long and has none, before a phrase.
    """
    if len(text) < 2 * _SHORTEST:
        return 0
    window = _SHORTEST, min(_LONGEST, len(text) - _SHORTEST)
    found = _CLAUSE_END.search(text, *window)
    if found is None and len(text) > _LONGEST:
        found = _phrase_start(language.partition("-")[0]).search(text, *window)
    return len(text[: found.end()].rstrip()) if found else 0


@lru_cache
def _phrase_start(language: str) -> re.Pattern[str]:
    words = _PHRASE_STARTS.get(language, "").split()
    return re.compile(rf"\s+(?=(?:{'|'.join(words)})\s)" if words else r"(?!)")
