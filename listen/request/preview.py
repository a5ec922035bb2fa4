"""The preview of a request: the text that would be spoken, without synthesizing it."""

from dataclasses import asdict
from typing import TypedDict

from audio_cache.key import key_of
from audio_cache.spec import BlockKind, SpeechSpec
from listen.request.build_spec import BuiltSpec
from listen.voices.part_voices import PartVoicesJson, part_voices_json
from worker.script.facts import derive_facts
from worker.script.lexicon_uses import LexiconUse, uses_json
from worker.script.normalize.english.letter_a import with_plain_letters
from worker.script.script import SpeakerLimits, write_script


class PreviewBlock(TypedDict):
    """A block of the article; `start` and `end` are code points of the article text."""

    kind: BlockKind
    text: str
    start: int
    end: int


class PreviewSegment(TypedDict):
    """A segment of the script; `start` and `end` are code points of the article text."""

    block: int
    sentence: int
    start: int
    end: int
    text: str
    spoken: str
    """The normalized text that the engine gets."""


class Preview(PartVoicesJson):
    """The JSON of the preview."""

    key: str
    title: str
    language: str
    voice: str
    characters: int
    estimated_duration: float | None
    """Seconds."""
    text: str
    blocks: list[PreviewBlock]
    prose_share: float | None
    """Share of the page's running text that is spoken, 0 to 1; None for text."""
    dropped: list[dict[str, str]]
    """Parts of the input that are not spoken, as fields of `Dropped`."""
    segments: list[PreviewSegment]
    lexicon: list[LexiconUse]


def preview(built: BuiltSpec) -> Preview:
    """Return the preview of a built spec, as docs/api.md describes it."""
    spec, voice = built.spec, built.voice
    facts = derive_facts(spec, voice)
    return {
        "key": key_of(spec),
        "title": facts.title,
        "language": spec.language,
        "voice": voice.id,
        **part_voices_json(spec.options),
        "characters": facts.characters,
        "estimated_duration": facts.estimated_duration,
        "text": spec.text,
        "blocks": _blocks(spec),
        "prose_share": built.prose_share,
        "dropped": [asdict(dropped) for dropped in built.dropped],
        "segments": _segments(built),
        "lexicon": uses_json(built.uses) + uses_json(built.unused, applied=False),
    }


def _blocks(spec: SpeechSpec) -> list[PreviewBlock]:
    return [
        {"kind": block.kind, "text": block.text, "start": start, "end": end}
        for block, (start, end) in zip(spec.blocks, spec.block_spans(), strict=True)
    ]


def _segments(built: BuiltSpec) -> list[PreviewSegment]:
    spec, text = built.spec, built.spec.text
    limits = SpeakerLimits.of(built.voice, spec.lexicon)
    limits_by_kind = {
        kind: SpeakerLimits.of(voice, spec.lexicon) for kind, voice in built.parts.items()
    }
    script = write_script(spec.blocks, spec.language, limits, limits_by_kind)
    return [
        {
            "block": segment.block,
            "sentence": segment.sentence,
            "start": segment.start,
            "end": segment.end,
            "text": text[segment.start : segment.end],
            "spoken": with_plain_letters(segment.spoken),
        }
        for segment in script
    ]
