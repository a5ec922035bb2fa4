"""What is made instead of an audio: the same article by another voice, or by what it is today."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audio_cache.spec import RECIPE, SpeechSpec
from audio_cache.voice import Voice, id_of
from listen.article.speakable import MIN_SPEAKABLE_SHARE, drop_unspeakable
from listen.lexicon.choice import in_one_way
from listen.voices.selector import VoiceSelector


def fallbacks(spec: SpeechSpec, selector: VoiceSelector) -> Iterator[SpeechSpec]:
    """When a voice fails, in order: the article's own for all parts, then others for all of it.

    Those that could speak but little of it are left out.
    """
    if spec.parts:
        own = next((one for one in selector.voices if one.reference == spec.voice), None)
        lexicon = in_one_way(spec.lexicon, own.ipa) if own else spec.lexicon
        yield replace(spec, parts=(), lexicon=lexicon)
    for voice in selector.fallbacks(id_of(spec.voice), spec.language):
        speakable = drop_unspeakable(list(spec.blocks), voice.scripts)
        if speakable.share >= MIN_SPEAKABLE_SHARE:
            yield replace(
                spec,
                blocks=tuple(speakable.blocks),
                voice=voice.reference,
                parts=(),
                lexicon=in_one_way(spec.lexicon, voice.ipa),
            )


def with_current_revision(spec: SpeechSpec, voices: Iterable[Voice]) -> SpeechSpec:
    """When its audio is gone: the same by the revisions and the recipe of today."""
    today = {voice.id: voice.reference for voice in voices}
    return replace(
        spec,
        voice=today.get(id_of(spec.voice), spec.voice),
        parts=tuple((kind, today.get(id_of(part), part)) for kind, part in spec.parts),
        recipe=RECIPE,
    )
