"""Parts of an article that have a voice of their own: titles, quotes, captions, as a site wants."""

from collections.abc import Iterable

from audio_cache.spec import Block, SpeechSpec
from audio_cache.voice import Voice, id_of
from listen.voices.offer import Offer


def cast_parts(
    wanted: Iterable[tuple[str, str]],
    blocks: Iterable[Block],
    offer: Offer,
    voice: Voice,
    language: str,
) -> dict[str, Voice]:
    """By the kind of block, of those that there are; `voice` speaks the rest."""
    kinds = {block.kind for block in blocks}
    found = {kind: offer.part(name, voice, language) for kind, name in wanted if kind in kinds}
    return {kind: part for kind, part in found.items() if part}


def told_parts(spec: SpeechSpec) -> dict[str, dict[str, str]]:
    """As the resource and the preview show them; nothing if one voice speaks it all."""
    parts = {kind: id_of(reference) for kind, reference in spec.parts}
    return {"part_voices": parts} if parts else {}
