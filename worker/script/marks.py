"""Finds the marks within a block at which a reader pauses longer than at a comma.

A mark is judged by the written text between two words, in which the spoken form may have another
sign or none. A range ("1990–1995") is one word, or has digits on both sides.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

import regex

from worker.script.normalize.spoken import Word

Mark = Literal["dash", "ellipsis", "line"]
"""Dash, points of suspension, end of a line that is not wrapped."""

_ANY = regex.compile(r"[\n—―⸺⸻–‒…‥⋯─]|\s-\s|--|\.\s?\.|。。|・・|･･")
_OMISSION = regex.compile(r"[\[(（【［<]\s*+(?:…|\.{2,}+|(?:\.\s?){2,}+)\s*+[\])）】］>]")
"""Says that the writer left words out of a quotation. Readers pass over it."""
_ELLIPSIS = regex.compile(
    r"[…‥⋯]|(?<![/\\])\.{2,}+(?![/\\])|\.(?:\s\.){2,}+|。{2,}+|・{2,}+|･{2,}+"
)
_DASH = regex.compile(r"[—―⸺⸻]|─{2,}+|(?<!\S)[–‒-](?!\S)|(?<=\S)--|(?<!\S)--+(?!\S)")
"""An en dash or a hyphen is one between blanks only: others join words, as in "Paris–Dakar"."""
_CONNECTOR = regex.compile(
    r"\d(?:\S+|\s*[–‒—―-]+\s*)\d|[\p{Han}\p{Kana}\p{Hira}][—―][\p{Han}\p{Kana}\p{Hira}]"
)
"""In a range or a score; a single dash between Chinese or Japanese words."""
_WORD_CHARACTER = regex.compile(r"[\p{L}\p{N}]")
_SPEAKABLE = regex.compile(r"\p{L}[^\p{L}\p{N}]*+[\p{L}\p{N}]|[\p{N}\p{Lo}]")
"""Two letters, a digit, or one letter of a script without cases. Voices name a single letter, and
some have no sound for it."""


def mark_between(text: str, before: int, after: int) -> Mark | None:
    """Return the strongest mark between two parts of a block's text, if there is one.

    The first part ends at `before`, the second starts at `after`. Punctuation at these edges
    counts too.
    """
    while before and not _WORD_CHARACTER.match(text, before - 1):
        before -= 1
    following = _WORD_CHARACTER.search(text, after)
    return _mark(text[before - 1 : following.end()]) if before and following else None


def mark_places(text: str, words: Iterable[Word]) -> Iterator[int]:
    """Yield where to cut the spoken form of a text: at the starts of words behind a mark.

    No part between two cuts is too short to be spoken by itself.
    """
    if not _ANY.search(text):
        return
    spoken = [word for word in words if word.spoken_end > word.spoken_start]
    place = 0
    for word, following in pairwise(spoken):
        gap = text[word.end : following.start]
        if (
            _mark(f"{_edge(text, word.end - 1)}{gap}{_edge(text, following.start)}")
            and _SPEAKABLE.search(text, place, word.end)
            and _SPEAKABLE.search(text, following.start)
        ):
            yield following.spoken_start
            place = following.start


def _edge(text: str, place: int) -> str:
    """Return the letter or digit at a place; a letter for a sign that is spoken as a word."""
    return text[place] if _WORD_CHARACTER.match(text, place) else "x"


def _mark(context: str) -> Mark | None:
    """Return the strongest mark in the text between two words, with one character of each."""
    context = _OMISSION.sub(" ", context)
    is_connected = _CONNECTOR.fullmatch(context) is not None
    if not is_connected and _ELLIPSIS.search(context):
        return "ellipsis"
    if "\n" in context:
        return "line"
    return "dash" if not is_connected and _DASH.search(context) else None
