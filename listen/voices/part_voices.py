"""Part voices: the voices that a site wants for block kinds such as titles and quotes."""

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from audio_cache.spec import Block, BlockKind, SpeechOptions
from audio_cache.voice import Voice, id_of
from listen.voices.selector import VoiceSelector


class PartVoicesJson(TypedDict):
    """A field of the audio resource and of the preview."""

    part_voices: NotRequired[dict[BlockKind, str]]
    """Block kinds to engine:name; missing when one voice speaks all blocks."""


def select_part_voices(
    requested: Iterable[tuple[BlockKind, str]],
    blocks: Iterable[Block],
    selector: VoiceSelector,
    voice: Voice,
    language: str,
) -> dict[BlockKind, Voice]:
    """Return the voices of those requested block kinds that occur in the blocks.

    `voice` speaks all other kinds, and those whose requested voice is missing or unsuitable.
    """
    kinds = {block.kind for block in blocks}
    found = {
        kind: selector.part_voice(name, voice, language)
        for kind, name in requested
        if kind in kinds
    }
    return {kind: part for kind, part in found.items() if part}


def part_voices_json(options: SpeechOptions) -> PartVoicesJson:
    """Return the field `part_voices`, to be merged into a JSON object."""
    parts = {kind: id_of(reference) for kind, reference in options.parts}
    return PartVoicesJson(part_voices=parts) if parts else PartVoicesJson()
