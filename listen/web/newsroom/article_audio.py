"""The audio of an article, for its page: what readers hear, what is new, and earlier versions."""

from dataclasses import dataclass
from datetime import UTC, datetime

from redis import RedisError

from audio_cache.stores.store import SIGNED, Restriction
from audio_cache.stores.store import WITHDRAWN as AUDIO_WITHDRAWN
from audio_cache.voice import id_of
from listen.database.tables import ArticleRow
from listen.errors import Gone, Unavailable, UnknownAudio
from listen.publishing.states import PENDING, WITHDRAWN
from listen.web.newsroom.wording import say_duration, say_time
from listen.web.services import services

_MAX_EARLIER = 5


@dataclass(frozen=True)
class HeardAudio:
    """An audio that an editor can hear."""

    key: str
    heading: str
    token: str | None
    """Signs its URLs, if not everybody may have it."""
    duration: str = ""
    made_at: str = ""
    voice: str = ""
    done: int = 0
    total: int | None = None
    """Parts of speech that are made, while it is being made. None: unknown."""

    @property
    def is_finished(self) -> bool:
        """Return whether the audio is whole."""
        return bool(self.made_at)


def heard_audio(row: ArticleRow) -> list[HeardAudio]:
    """Return what readers hear, and the version that follows."""
    if row.state == WITHDRAWN:
        return []
    headings = {row.audio_key: "What readers hear"}
    if row.next_key:
        headings[row.next_key] = "The new version" if row.audio_key else "The audio"
    found = (_find(key, heading) for key, heading in headings.items() if key)
    return [audio for audio in found if audio and (audio.is_finished or row.state == PENDING)]


def earlier_versions(row: ArticleRow) -> list[HeardAudio]:
    """Return the last versions that are still on the disk, newest first."""
    if row.state == WITHDRAWN:
        return []
    keys = [key for key in reversed(row.old_keys) if key not in (row.audio_key, row.next_key)]
    found = (_finished(key, "An earlier version") for key in dict.fromkeys(keys[:_MAX_EARLIER]))
    return [audio for audio in found if audio]


def _find(key: str, heading: str) -> HeardAudio | None:
    """Return an audio; None if it is lost or withdrawn, or if Redis knows about it and is away."""
    if finished := _finished(key, heading):
        return finished
    try:
        audio = services().library.find(key)
    except (UnknownAudio, Gone, Unavailable, RedisError):
        return None
    progress = audio.progress
    return HeardAudio(
        key,
        heading,
        _token(key, audio.restriction),
        done=progress.done if progress else 0,
        total=progress.total if progress else None,
    )


def _finished(key: str, heading: str) -> HeardAudio | None:
    """Return an audio that is whole; None for any other."""
    library = services().library
    manifest, restriction = library.manifest(key), library.restriction(key)
    if manifest is None or restriction == AUDIO_WITHDRAWN:
        return None
    return HeardAudio(
        key,
        heading,
        _token(key, restriction),
        say_duration(manifest.duration),
        say_time(datetime.fromtimestamp(manifest.created, UTC)),
        id_of(manifest.options.voice),
    )


def _token(key: str, restriction: Restriction | None) -> str | None:
    return services().signer.token(key) if restriction == SIGNED else None
