"""Estimates the duration of a spec's audio before it is synthesized."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from audio_cache.spec import Block, SpeechSpec
from audio_cache.voice import Voice
from worker.script.marks import Mark
from worker.script.pauses import pause_between, pause_within

_BREAK = re.compile(
    r"(?=[.!?。！？\n…—]|\s[—–])"  # or each place would be tried five times
    r"(?:(?:[.!?。！？][\"'”’)\]]*)?(?P<line>\n)|(?P<ellipsis>…+|\.{3,})(?=\W*\w)"
    r"|[.!?。！？][\"'”’)\]]*\s|(?P<dash>(?<=\w)\s?—+\s?(?=\w)|\s–\s))"
)
"""The end of a line or sentence, or a mark within a sentence."""

_LETTERS_PER_DIGIT = 4.5
"""Letters that take as long to speak as one digit, once it is verbalized."""


def estimate(spec: SpeechSpec, voice: Voice) -> float:
    """Return the estimated duration in seconds.

    Counts sentences and marks by their signs, because segmenting would take much longer.
    """
    letters = sum(letters_in(block.text) for block in spec.blocks)
    return letters / voice.letters_per_second * 100 / spec.speed + _pauses(spec.blocks)


def letters_in(text: str) -> float:
    """Return the number of letters that take as long to speak as the text."""
    counts = Counter(text).items()  # much fewer than the characters of the text
    digits = sum(count for character, count in counts if character.isdigit())
    letters = sum(count for character, count in counts if character.isalnum()) - digits
    return letters + digits * _LETTERS_PER_DIGIT


def _pauses(blocks: Sequence[Block]) -> float:
    between_blocks = sum(pause_between(block, following) for block, following in pairwise(blocks))
    return between_blocks + sum(
        _pause_at(found) for block in blocks for found in _BREAK.finditer(block.text)
    )


def _pause_at(found: re.Match[str]) -> float:
    mark = cast(Mark | None, found.lastgroup)
    return pause_within(sentence_ends=mark is None, mark=mark)
