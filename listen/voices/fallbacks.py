"""Specs that replace another: fallbacks for a voice that fails, and current revisions."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audio_cache.spec import RECIPE, Block, SpeechSpec
from audio_cache.voice import Voice, id_of
from listen.article.speakable import MIN_SPEAKABLE_SHARE, drop_unspeakable
from listen.lexicon.applicable import single_pronunciations
from listen.voices.selector import VoiceSelector


def fallbacks(spec: SpeechSpec, selector: VoiceSelector) -> Iterator[SpeechSpec]:
    """Yield the specs that replace a spec, in order, when one of its voices fails.

    The first, for a spec with part voices, is spoken by its main voice alone; the others by a
    fallback voice alone. Voices that can speak too little of the text are left out.
    """
    main = next((voice for voice in selector.voices if voice.reference == spec.voice), None)
    if spec.parts:
        lexicon = single_pronunciations(spec.lexicon, main.ipa) if main else spec.lexicon
        yield replace(spec, parts=(), lexicon=lexicon)
    for voice in selector.fallbacks(id_of(spec.voice), spec.language):
        blocks = _speakable_blocks(spec, main, voice)
        if blocks:
            yield replace(
                spec,
                blocks=blocks,
                voice=voice.reference,
                parts=(),
                lexicon=single_pronunciations(spec.lexicon, voice.ipa),
            )


def _speakable_blocks(spec: SpeechSpec, main: Voice | None, voice: Voice) -> tuple[Block, ...]:
    """Return the text that a voice can speak; nothing if that is too little.

    A spec has only text that its main voice can speak, so that a voice for the same scripts can
    speak all of it. The look at each character takes 30 ms for 100,000.
    """
    if main and _speaks_as_many_scripts(voice, main):
        return spec.blocks
    speakable = drop_unspeakable(list(spec.blocks), voice.scripts)
    return tuple(speakable.blocks) if speakable.share >= MIN_SPEAKABLE_SHARE else ()


def _speaks_as_many_scripts(voice: Voice, other: Voice) -> bool:
    """Return whether a voice speaks all scripts that another speaks. No scripts stand for all."""
    return not voice.scripts or bool(other.scripts and {*other.scripts} <= {*voice.scripts})


def with_current_revision(spec: SpeechSpec, voices: Iterable[Voice]) -> SpeechSpec:
    """Return the spec with the current revisions of its voices and the current recipe.

    A voice that is not among `voices` keeps its revision.
    """
    current = {voice.id: voice.reference for voice in voices}
    return replace(
        spec,
        voice=current.get(id_of(spec.voice), spec.voice),
        parts=tuple((kind, current.get(id_of(part), part)) for kind, part in spec.parts),
        recipe=RECIPE,
    )
