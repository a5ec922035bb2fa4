"""The report on a finished audio: its voices, measurements, segments and lexicon uses."""

import json
from collections import Counter
from typing import TypedDict

from audio_cache.manifest import Manifest
from audio_cache.spec import BlockKind, SpeechSpec
from audio_cache.voice import engine_of, revision_of
from worker.script.lexicon_uses import LexiconUse, count_uses, uses_json


class SegmentCounts(TypedDict):
    """Counts of segments."""

    total: int
    cached: int
    """Taken from the sentence cache."""
    retried: int
    """Synthesized a second time in parts."""
    silent: int
    """Without sound."""


class Report(TypedDict):
    """The JSON of the report."""

    voice: str
    """engine:name@revision"""
    engine: str
    revision: str
    parts: dict[BlockKind, str]
    """Block kinds that another voice speaks, with its engine:name@revision."""
    recipe: int
    language: str
    duration: float
    """Seconds."""
    loudness: float | None
    """Integrated loudness, LUFS."""
    true_peak: float | None
    """dBTP."""
    blocks: dict[BlockKind, int]
    """Counts of blocks."""
    characters: int
    prose_share: float | None
    """The share of SpecFacts."""
    segments: SegmentCounts
    lexicon: list[LexiconUse]


def report_json(manifest: Manifest, spec: SpeechSpec) -> str:
    """Return the JSON of the report."""
    return json.dumps(report(manifest, spec), ensure_ascii=False) + "\n"


def report(manifest: Manifest, spec: SpeechSpec) -> Report:
    """Return the report, as docs/api.md and openapi.json describe it."""
    return {
        "voice": spec.voice,
        "engine": engine_of(spec.voice),
        "revision": revision_of(spec.voice),
        "parts": dict(spec.parts),
        "recipe": spec.recipe,
        "language": spec.language,
        "duration": round(manifest.duration, 6),
        "loudness": _rounded(manifest.loudness),
        "true_peak": _rounded(manifest.true_peak),
        "blocks": dict(Counter(block.kind for block in spec.blocks)),
        "characters": len(spec.text),
        "prose_share": manifest.facts.prose_share if manifest.facts else None,
        "segments": {
            "total": manifest.segments,
            "cached": manifest.cached,
            "retried": manifest.retried,
            "silent": manifest.silent,
        },
        "lexicon": uses_json(count_uses(spec.blocks, spec.lexicon)),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
