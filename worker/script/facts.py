"""Derives the facts of a spec that the API shows."""

from audio_cache.facts import SpecFacts
from audio_cache.spec import SpeechSpec
from audio_cache.voice import Voice
from worker.script.estimate import estimate
from worker.script.segment import segment

_MAX_TITLE = 200
"""Code points of a title that is derived from the first sentence."""


def derive_facts(spec: SpeechSpec, voice: Voice | None) -> SpecFacts:
    """Return the facts of a spec. Without the voice, the estimated duration is None."""
    text = spec.text
    return SpecFacts(
        title=_title(spec),
        characters=len(text),
        words=len(text.split()),
        estimated_duration=round(estimate(spec, voice), 1) if voice else None,
    )


def _title(spec: SpeechSpec) -> str:
    by_kind = {block.kind: block.text for block in reversed(spec.blocks)}
    if title := by_kind.get("title") or by_kind.get("heading"):
        return title
    text = next((block.text for block in spec.blocks if block.kind != "disclosure"), "")
    first = segment(text[: 4 * _MAX_TITLE], spec.language, _MAX_TITLE)[0]
    return " ".join(text[first.start : first.end].split())
