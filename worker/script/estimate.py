"""How long a text will sound, before it does."""

import re
from collections.abc import Sequence

from audio_cache.spec import Block, SpeechSpec
from audio_cache.voice import Voice
from worker.script.pauses import pause_after

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]]*\s")

_DIGIT = 4.5
"""Letters that a digit takes as long as, once it is spoken."""


def estimate(spec: SpeechSpec, voice: Voice) -> float:
    """Seconds. Sentences are counted by their ends alone: segmenting would take much longer."""
    letters = sum(letters_in(block.text) for block in spec.blocks)
    return letters / voice.letters_per_second * 100 / spec.speed + _pauses(spec.blocks)


def letters_in(text: str) -> float:
    """How many letters take as long to speak as this text."""
    digits = sum(map(str.isdigit, text))
    return sum(map(str.isalnum, text)) - digits + digits * _DIGIT


def _pauses(blocks: Sequence[Block]) -> float:
    between = sum(
        pause_after(block.kind, block_ends=True, sentence_ends=True) for block in blocks[:-1]
    )
    sentences = sum(len(_SENTENCE_END.findall(block.text)) for block in blocks)
    return between + sentences * pause_after("", block_ends=False, sentence_ends=True)
