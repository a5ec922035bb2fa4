"""Specs that replace another: fallbacks for a voice that fails, and current revisions."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audio_cache.spec import RECIPE, SpeechSpec
from audio_cache.voice import Voice, id_of
from listen.article.speakable import MIN_SPEAKABLE_SHARE, drop_unspeakable
from listen.lexicon.applicable import single_pronunciations
from listen.voices.selector import VoiceSelector


def fallbacks(spec: SpeechSpec, selector: VoiceSelector) -> Iterator[SpeechSpec]:
    """Yield the specs that replace a spec, in order, when one of its voices fails.

    The first, for a spec with part voices, is spoken by its main voice alone; the others by a
    fallback voice alone. Voices that can speak too little of the text are left out.
    """
    if spec.parts:
        main = next((voice for voice in selector.voices if voice.reference == spec.voice), None)
        lexicon = single_pronunciations(spec.lexicon, main.ipa) if main else spec.lexicon
        yield replace(spec, parts=(), lexicon=lexicon)
    for voice in selector.fallbacks(id_of(spec.voice), spec.language):
        speakable = drop_unspeakable(list(spec.blocks), voice.scripts)
        if speakable.share >= MIN_SPEAKABLE_SHARE:
            yield replace(
                spec,
                blocks=tuple(speakable.blocks),
                voice=voice.reference,
                parts=(),
                lexicon=single_pronunciations(spec.lexicon, voice.ipa),
            )


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
