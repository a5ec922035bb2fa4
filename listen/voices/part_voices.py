"""Parts of an article that have a voice of their own: titles, quotes, captions, as a site wants."""

from collections.abc import Iterable

from audio_cache.spec import Block, BlockKind, SpeechSpec
from audio_cache.voice import Voice, id_of
from listen.voices.selector import VoiceSelector


def choose_part_voices(
    wanted: Iterable[tuple[BlockKind, str]],
    blocks: Iterable[Block],
    selector: VoiceSelector,
    voice: Voice,
    language: str,
) -> dict[BlockKind, Voice]:
    """By the kind of block, of those that there are; `voice` speaks the rest."""
    kinds = {block.kind for block in blocks}
    found = {kind: selector.part(name, voice, language) for kind, name in wanted if kind in kinds}
    return {kind: part for kind, part in found.items() if part}


def part_voices_json(spec: SpeechSpec) -> dict[str, dict[BlockKind, str]]:
    """As the resource and the preview show them; nothing if one voice speaks it all."""
    parts = {kind: id_of(reference) for kind, reference in spec.parts}
    return {"part_voices": parts} if parts else {}
