"""Estimates the duration of a spec's audio before it is synthesized."""

import re
from collections.abc import Sequence
from itertools import pairwise

from audio_cache.spec import Block, SpeechSpec
from audio_cache.voice import Voice
from worker.script.pauses import pause_between, pause_within

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]]*\s")

_LETTERS_PER_DIGIT = 4.5
"""Letters that take as long to speak as one digit, once it is verbalized."""


def estimate(spec: SpeechSpec, voice: Voice) -> float:
    """Return the estimated duration in seconds.

    Counts sentences by their end punctuation, because segmenting would take much longer.
    """
    letters = sum(letters_in(block.text) for block in spec.blocks)
    return letters / voice.letters_per_second * 100 / spec.speed + _pauses(spec.blocks)


def letters_in(text: str) -> float:
    """Return the number of letters that take as long to speak as the text."""
    digits = sum(map(str.isdigit, text))
    return sum(map(str.isalnum, text)) - digits + digits * _LETTERS_PER_DIGIT


def _pauses(blocks: Sequence[Block]) -> float:
    between_blocks = sum(
        pause_between(block.kind, following.kind) for block, following in pairwise(blocks)
    )
    sentences = sum(len(_SENTENCE_END.findall(block.text)) for block in blocks)
    return between_blocks + sentences * pause_within(sentence_ends=True)
