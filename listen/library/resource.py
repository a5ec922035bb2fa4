"""The audio resource: the JSON that the API shows of one audio."""

from collections.abc import Callable
from typing import NotRequired, TypedDict

from audio_cache.formats import FORMATS, MP3
from audio_cache.key import key_of
from audio_cache.live_format import LIVE_MP3
from audio_cache.rendition import Rendition
from audio_cache.spec import SpeechSpec
from audio_cache.voice import id_of
from listen.article.disclosure import BY_DEFAULT, Disclosure
from listen.library.audio import EVICTED, Audio
from listen.voices.part_voices import PartVoicesJson, part_voices_json


class Segments(TypedDict):
    """Counts of segments."""

    total: int | None
    """None until the text is segmented."""
    done: int
    cached: int
    """Segments among `done` that came from the sentence cache."""


class LiveStream(TypedDict):
    """Frame layout of the live MP3 stream, by which a player maps time to a byte offset."""

    frame_bytes: int
    frame_seconds: float
    placeholder_frames: int
    """Frames before the first one with sound, as large and as long as the others."""
    delay_seconds: float
    """Silence that encoder and decoder put before the sound. The finished file announces it."""


class AudioError(TypedDict):
    """The error of a failed audio."""

    code: str
    detail: str


class Links(TypedDict):
    """URL paths."""

    self: str
    audio: str
    formats: dict[str, str]
    """File extension to the path of the audio in that format."""
    marks: str
    captions: str
    report: str
    events: str
    embed: str


class DisclosureJson(TypedDict):
    """The line by which the player says that a synthetic voice reads."""

    text: str
    language: str
    """BCP 47 tag of the text: the article's language, or English."""


class SupersededJson(TypedDict):
    """A field of the resource."""

    superseded_by: NotRequired[str]
    """Key of the audio that is made instead, if there is one."""


class AudioResource(PartVoicesJson, SupersededJson):
    """The JSON of the resource."""

    key: str
    state: str
    progress: float
    """Share of the segments that are done, from 0 to 1."""
    title: str
    language: str
    voice: str
    speed: float
    characters: int
    words: int
    duration: float | None
    """Seconds; None until the audio is finished."""
    estimated_duration: float | None
    """Seconds."""
    segments: Segments
    live: LiveStream | None
    """None once the audio is finished."""
    error: AudioError | None
    disclosure: DisclosureJson | None
    """None: the publisher wants no line."""
    links: Links


def audio_resource(
    audio: Audio,
    superseding_spec: Callable[[Audio], SpeechSpec | None],
    root_path: str = "",
    token: str | None = None,
    disclosure: Disclosure = BY_DEFAULT,
) -> AudioResource:
    """Return the resource, as docs/api.md and openapi.json describe it.

    `superseding_spec` is that of the library. `root_path` is the path that the server's own paths
    begin with, without a slash at its end. `token` signs the links. `disclosure` is that of
    the article's site.
    """
    options, facts = audio.options, audio.facts
    return {
        "key": audio.key,
        "state": audio.state,
        "progress": _progress(audio),
        "title": facts.title,
        "language": options.language,
        "voice": id_of(options.voice),
        **part_voices_json(options),
        "speed": options.speed / 100,
        "characters": facts.characters,
        "words": facts.words,
        "duration": round(audio.manifest.duration, 6) if audio.manifest else None,
        "estimated_duration": facts.estimated_duration,
        "segments": _segments(audio),
        "live": None if audio.manifest else _live_stream(),
        "error": _error(audio),
        "disclosure": _disclosure(disclosure, options.language),
        "links": audio_links(audio.key, root_path, token),
        **_superseded_by(audio, superseding_spec),
    }


def _disclosure(disclosure: Disclosure, language: str) -> DisclosureJson | None:
    line = disclosure.line(language)
    return {"text": line.text, "language": line.language} if line else None


def audio_links(key: str, root: str, token: str | None) -> Links:
    """Return the links of an audio, signed by the token if there is one."""
    query = f"?token={token}" if token else ""
    return {
        "self": f"{root}/v1/audio/{key}{query}",
        "audio": f"{root}{Rendition(key, MP3).url}{query}",
        "formats": {name: f"{root}{Rendition(key, name).url}{query}" for name in FORMATS},
        "marks": f"{root}/v1/audio/{key}/marks{query}",
        "captions": f"{root}/audio/{key}.vtt{query}",
        "report": f"{root}/v1/audio/{key}/report{query}",
        "events": f"{root}/v1/audio/{key}/events{query}",
        "embed": f"{root}/embed/{key}{query}",
    }


def _live_stream() -> LiveStream:
    """Return unrounded seconds: players multiply them by thousands of frames."""
    return LiveStream(
        frame_bytes=LIVE_MP3.frame_bytes,
        frame_seconds=LIVE_MP3.frame_seconds,
        placeholder_frames=LIVE_MP3.placeholder_frames,
        delay_seconds=LIVE_MP3.encoder_delay_seconds + LIVE_MP3.decoder_delay_seconds,
    )


def _error(audio: Audio) -> AudioError | None:
    state = audio.progress
    if state is None or not state.error_code:
        return None
    return {"code": state.error_code, "detail": state.error_detail}


def _superseded_by(
    audio: Audio, superseding_spec: Callable[[Audio], SpeechSpec | None]
) -> SupersededJson:
    if audio.progress and audio.progress.superseded_by:
        return {"superseded_by": audio.progress.superseded_by}
    if audio.state != EVICTED:
        return {}
    spec = superseding_spec(audio)
    return {"superseded_by": key_of(spec)} if spec else {}


def _progress(audio: Audio) -> float:
    if audio.manifest:
        return 1.0
    state = audio.progress
    return round(state.done / state.total, 4) if state and state.total else 0.0


def _segments(audio: Audio) -> Segments:
    if audio.manifest:
        total = audio.manifest.segments
        return Segments(total=total, done=total, cached=audio.manifest.cached)
    state = audio.progress
    if state is None:
        return Segments(total=None, done=0, cached=0)
    return Segments(total=state.total, done=state.done, cached=state.cached)
