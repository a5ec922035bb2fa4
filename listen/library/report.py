"""What was read and how it came out."""

from collections import Counter
from typing import Any

from audio_cache.manifest import Manifest
from audio_cache.voice import engine_of
from listen.lexicon.choice import count, uses_json


def report(manifest: Manifest) -> dict[str, Any]:
    spec = manifest.spec
    return {
        "voice": spec.voice,
        "engine": engine_of(spec.voice),
        "revision": spec.voice.partition("@")[2],
        "parts": dict(spec.parts),
        "recipe": spec.recipe,
        "language": spec.language,
        "duration": round(manifest.duration, 6),
        "loudness": _rounded(manifest.loudness),
        "true_peak": _rounded(manifest.true_peak),
        "blocks": dict(Counter(block.kind for block in spec.blocks)),
        "characters": len(spec.text),
        "segments": {
            "total": len(manifest.timings),
            "cached": manifest.cached,
            "retried": manifest.retried,
            "silent": manifest.silent,
        },
        "lexicon": uses_json(count(spec.blocks, spec.lexicon)),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
