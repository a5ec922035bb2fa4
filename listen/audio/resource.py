"""The audio resource: one audio as the API shows it."""

from dataclasses import dataclass
from typing import Any

from audio_cache.formats import FORMATS, MP3, name_of
from audio_cache.key import is_key, key_of
from audio_cache.manifest import Manifest
from audio_cache.spec import SpeechSpec
from audio_cache.state import ABSENT, FINISHED, AudioState
from audio_cache.voice import Voice, id_of
from listen.errors import UnknownAudio
from listen.request.title import title_of
from listen.services import Services
from listen.voices.parts import told_parts
from listen.voices.successors import renewed
from worker.script.estimate import estimate

EVICTED = "evicted"
"""Made once and gone since, or never made in this format: whoever wants it has it made."""


@dataclass(frozen=True)
class Audio:
    """All that is known of a key in one format."""

    key: str
    spec: SpeechSpec
    state: str
    extension: str = MP3
    manifest: Manifest | None = None
    """Set when the audio is there."""
    progress: AudioState | None = None
    """Set while it is being made, and when that failed."""
    seen: str = ""
    """What Redis said of its state, when it was looked up there."""


def look_up(services: Services, key: str, extension: str = MP3) -> Audio:
    """Raises UnknownAudio for a key that was never asked for, and for what cannot be one."""
    if not is_key(key):
        raise UnknownAudio(
            "This is not the key of an audio: they have 64 hexadecimal digits, in small letters."
        )
    name = name_of(key, extension)

    def finished() -> Audio | None:
        manifest = services.store.find(name)
        return Audio(key, manifest.spec, FINISHED, extension, manifest) if manifest else None

    if audio := finished():
        return audio
    state = services.queue.state(name)
    if state is not None and state.state != FINISHED:
        spec = SpeechSpec.from_json(state.spec)
        return Audio(key, spec, state.state, extension, progress=state, seen=state.state)
    # It may have finished between the two looks.
    if audio := finished():
        return audio
    seen = state.state if state else ABSENT
    if manifest := services.store.manifest(name):
        return Audio(key, manifest.spec, EVICTED, extension, seen=seen)
    if extension == MP3:
        raise UnknownAudio("Nobody has asked for this audio, or it was too long ago.")
    return Audio(key, look_up(services, key).spec, EVICTED, extension, seen=seen)


def ask(services: Services, spec: SpeechSpec, priority: str, extension: str = MP3) -> Audio:
    """Has the audio made unless it is there. Raises redis.RedisError when Redis is away."""
    key = key_of(spec)
    name = name_of(key, extension)
    if services.store.find(name) is None:
        state = services.queue.state(name)
        if services.store.find(name) is None:  # nor has it finished between the two looks
            services.queue.ask(spec, priority, extension, state.state if state else ABSENT)
    return look_up(services, key, extension)


def resource(audio: Audio, voices: list[Voice]) -> dict[str, Any]:
    """The audio as JSON; `voices` are those that there are."""
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
        **told_parts(spec),
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
            "audio": f"/audio/{audio.key}.{MP3}",
            "formats": {extension: f"/audio/{audio.key}.{extension}" for extension in FORMATS},
            "marks": f"/v1/audio/{audio.key}/marks",
            "captions": f"/audio/{audio.key}.vtt",
            "report": f"/v1/audio/{audio.key}/report",
            "events": f"/v1/audio/{audio.key}/events",
            "embed": f"/embed/{audio.key}",
        },
        **_superseded_by(audio, voices),
    }


def _superseded_by(audio: Audio, voices: list[Voice]) -> dict[str, str]:
    """The key of what is made instead, if something is."""
    if audio.progress and audio.progress.superseded_by:
        return {"superseded_by": audio.progress.superseded_by}
    today = key_of(renewed(audio.spec, voices))
    return {"superseded_by": today} if audio.state == EVICTED and today != audio.key else {}


def _progress(audio: Audio) -> float:
    if audio.manifest:
        return 1.0
    state = audio.progress
    return round(state.done / state.total, 4) if state and state.total else 0.0


def _segments(audio: Audio) -> dict[str, int | None]:
    if audio.manifest:
        total = len(audio.manifest.timings)
        return {"total": total, "done": total, "cached": audio.manifest.cached}
    state = audio.progress
    return {
        "total": state.total if state else None,
        "done": state.done if state else 0,
        "cached": state.cached if state else 0,
    }
