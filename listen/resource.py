"""The audio resource: one audio as the API shows it."""

from dataclasses import dataclass
from typing import Any

from audio_cache.manifest import Manifest
from audio_cache.spec import SpeechSpec
from audio_cache.state import FINISHED, AudioState
from audio_cache.voice import Voice, id_of
from listen.errors import UnknownAudio
from listen.services import Services
from worker.script.estimate import estimate
from worker.script.segment import segment

EVICTED = "evicted"
"""Made once, and gone since: whoever wants it has it made again."""

_TITLE_LENGTH = 200


@dataclass(frozen=True)
class Audio:
    """All that is known of a key."""

    key: str
    spec: SpeechSpec
    state: str
    manifest: Manifest | None = None
    """Set when the audio is there."""
    progress: AudioState | None = None
    """Set while it is being made, and when that failed."""


def look_up(services: Services, key: str) -> Audio:
    """Raises UnknownAudio for a key that was never asked for."""
    if manifest := services.store.find(key):
        return Audio(key, manifest.spec, FINISHED, manifest=manifest)
    state = services.queue.state(key)
    # Finished, says Redis, and the store knows better: the entry was removed or damaged.
    if state is not None and state.state != FINISHED:
        return Audio(key, SpeechSpec.from_json(state.spec), state.state, progress=state)
    if manifest := services.store.manifest(key):
        return Audio(key, manifest.spec, EVICTED)
    raise UnknownAudio("Nobody has asked for this audio, or it was too long ago.")


def resource(audio: Audio, voices: list[Voice]) -> dict[str, Any]:
    """The audio as JSON; `voices` are those that an estimate can be made for."""
    spec, state = audio.spec, audio.progress
    text = spec.text
    voice = next((voice for voice in voices if voice.reference == spec.voice), None)
    return {
        "key": audio.key,
        "state": audio.state,
        "progress": _progress(audio),
        "title": title_of(spec),
        "language": spec.language,
        "voice": id_of(spec.voice),
        "speed": spec.speed / 100,
        "characters": len(text),
        "words": len(text.split()),
        "duration": round(audio.manifest.duration, 6) if audio.manifest else None,
        "estimated_duration": round(estimate(spec, voice), 1) if voice else None,
        "segments": _segments(audio),
        "error": {"code": state.error_code, "detail": state.error_detail}
        if state and state.error_code
        else None,
        "links": {
            "self": f"/v1/audio/{audio.key}",
            "audio": f"/audio/{audio.key}.mp3",
            "marks": f"/v1/audio/{audio.key}/marks",
        },
    }


def _progress(audio: Audio) -> float:
    if audio.manifest:
        return 1.0
    state = audio.progress
    return round(state.done / state.total, 4) if state and state.total else 0.0


def _segments(audio: Audio) -> dict[str, int | None]:
    if audio.manifest:
        total = len(audio.manifest.timings)
        return {"total": total, "done": total, "cached": 0}
    state = audio.progress
    return {
        "total": state.total if state else None,
        "done": state.done if state else 0,
        "cached": 0,
    }


def title_of(spec: SpeechSpec) -> str:
    """The title, else the first heading, else the first sentence."""
    by_kind = {block.kind: block.text for block in reversed(spec.blocks)}
    if title := by_kind.get("title") or by_kind.get("heading"):
        return title
    text = spec.blocks[0].text
    first = segment(text[: 4 * _TITLE_LENGTH], spec.language, _TITLE_LENGTH)[0]
    return text[first.start : first.end]
