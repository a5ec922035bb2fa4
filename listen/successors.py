"""What is made instead of an audio whose voice fails: the same article by another voice."""

from collections.abc import Iterator
from dataclasses import replace

from audio_cache.spec import SpeechSpec
from audio_cache.voice import id_of
from listen.article.speakable import ENOUGH, keep_speakable
from listen.offer import Offer


def successors(spec: SpeechSpec, offer: Offer) -> Iterator[SpeechSpec]:
    """In order: its own voice for all parts, then others, if they can speak most of it."""
    if spec.parts:
        yield replace(spec, parts=())
    for voice in offer.successors(id_of(spec.voice), spec.language):
        speakable = keep_speakable(list(spec.blocks), voice.scripts)
        if speakable.share >= ENOUGH:
            yield replace(
                spec,
                blocks=tuple(speakable.blocks),
                voice=voice.reference,
                parts=(),
                lexicon=tuple(entry for entry in spec.lexicon if entry.say or voice.ipa),
            )
