"""What would be read, before a sound is made."""

from dataclasses import asdict
from itertools import accumulate
from typing import Any

from audio_cache.key import key_of
from audio_cache.spec import SEPARATOR, SpeechSpec
from listen.lexicon.choice import uses_json
from listen.request.build_spec import BuiltSpec
from listen.voices.part_voices import part_voices_json
from worker.script.facts import derive_facts
from worker.script.script import SpeakerLimits, write_script


def preview(built: BuiltSpec) -> dict[str, Any]:
    spec, voice = built.spec, built.voice
    facts = derive_facts(spec, voice)
    text = spec.text
    limits = SpeakerLimits.of(voice, spec.lexicon)
    limits_by_kind = {
        kind: SpeakerLimits.of(part, spec.lexicon) for kind, part in built.parts.items()
    }
    script = write_script(spec.blocks, spec.language, limits, limits_by_kind)
    return {
        "key": key_of(spec),
        "title": facts.title,
        "language": spec.language,
        "voice": voice.id,
        **part_voices_json(spec),
        "characters": facts.characters,
        "estimated_duration": facts.estimated_duration,
        "text": text,
        "blocks": _blocks(spec),
        "dropped": [asdict(dropped) for dropped in built.dropped],
        "segments": [
            {
                "block": segment.block,
                "sentence": segment.sentence,
                "start": segment.start,
                "end": segment.end,
                "text": text[segment.start : segment.end],
                "spoken": segment.spoken,
            }
            for segment in script
        ],
        "lexicon": uses_json(built.uses) + uses_json(built.unused, applied=False),
    }


def _blocks(spec: SpeechSpec) -> list[dict[str, Any]]:
    steps = (len(block.text) + len(SEPARATOR) for block in spec.blocks)
    starts = accumulate(steps, initial=0)
    return [
        {**asdict(block), "start": start, "end": start + len(block.text)}
        for block, start in zip(spec.blocks, starts, strict=False)
    ]
