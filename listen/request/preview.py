"""What would be read, before a sound is made."""

from dataclasses import asdict
from itertools import accumulate
from typing import Any

from audio_cache.key import key_of
from audio_cache.spec import SEPARATOR, SpeechSpec
from listen.lexicon.choice import told
from listen.request.compose import Composition
from listen.request.title import title_of
from listen.voices.parts import told_parts
from worker.script.estimate import estimate
from worker.script.normalize.lexicon import lexicon_for
from worker.script.script import write_script


def preview(composition: Composition) -> dict[str, Any]:
    spec, voice = composition.spec, composition.voice
    text = spec.text
    limits = {kind: part.max_characters for kind, part in composition.parts.items()}
    lexicons = {kind: lexicon_for(part, spec.lexicon) for kind, part in composition.parts.items()}
    lexicon = lexicon_for(voice, spec.lexicon)
    script = write_script(
        spec.blocks, spec.language, voice.max_characters, lexicon, limits, lexicons
    )
    return {
        "key": key_of(spec),
        "title": title_of(spec),
        "language": spec.language,
        "voice": voice.id,
        **told_parts(spec),
        "characters": len(text),
        "estimated_duration": round(estimate(spec, voice), 1),
        "text": text,
        "blocks": _blocks(spec),
        "dropped": [asdict(dropped) for dropped in composition.dropped],
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
        "lexicon": told(composition.uses) + told(composition.unused, applied=False),
    }


def _blocks(spec: SpeechSpec) -> list[dict[str, Any]]:
    steps = (len(block.text) + len(SEPARATOR) for block in spec.blocks)
    starts = accumulate(steps, initial=0)
    return [
        {**asdict(block), "start": start, "end": start + len(block.text)}
        for block, start in zip(spec.blocks, starts, strict=False)
    ]
