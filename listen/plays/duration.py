"""The duration of an audio by its key."""

from listen.errors import Gone, UnknownAudio
from listen.library.library import Library


def duration_of(library: Library, key: str) -> float | None:
    """Return the seconds of an audio, estimated until it is finished; None if it is gone."""
    try:
        audio = library.find(key)
    except (UnknownAudio, Gone):
        return None
    return audio.manifest.duration if audio.manifest else audio.facts.estimated_duration
