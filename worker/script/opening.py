"""The first words of an article are spoken by themselves: a reader waits for their sound."""

import re
from dataclasses import replace
from functools import lru_cache

from worker.script.segment import Span

_CLAUSE_END = re.compile(r"[,;:—–][\"'”’)]*\s+")

_PHRASE_STARTS = {
    "en": "after and as at because before but by for from in on since that to when where which "
    "while who with",
}
"""Words that a speaker may pause before, by language."""

_SHORTEST, _LONGEST = 16, 70
"""Code points of an opening, and fewest that may be left of its sentence."""


def with_short_opening(text: str, spans: list[Span], language: str) -> list[Span]:
    """The first sentence as two spans, if it can be cut where a speaker would pause.

    After its first clause; when it is long and has none, before a phrase.
    """
    if not spans or spans[0].end - spans[0].start < 2 * _SHORTEST:
        return spans
    first = spans[0]
    window = first.start + _SHORTEST, min(first.start + _LONGEST, first.end - _SHORTEST)
    found = _CLAUSE_END.search(text, *window)
    if found is None and first.end - first.start > _LONGEST:
        found = _phrase_start(language.partition("-")[0]).search(text, *window)
    if found is None:
        return spans
    end = first.start + len(text[first.start : found.end()].rstrip())
    return [replace(first, end=end), replace(first, start=found.end()), *spans[1:]]


@lru_cache
def _phrase_start(language: str) -> re.Pattern[str]:
    words = _PHRASE_STARTS.get(language, "").split()
    return re.compile(rf"\s+(?=(?:{'|'.join(words)})\s)" if words else r"(?!)")
