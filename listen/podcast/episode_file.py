"""The file of an episode: an ID3 tag before the bytes of the audio, which stay as they are.

The tag is kept beside the audio under its checksum, and the URL has that checksum. So the bytes at
a URL never change, and a file is sent without the database. Tags that differ only in the artwork
share the picture.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property

from audio_cache.stores.store import Store
from listen.id3 import picture_frame, tag_of
from listen.podcast.artwork import kept_artwork

_DIGEST = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class EpisodeFile:
    """Description of a file, which is kept beside its audio."""

    site: str
    source_id: str
    """Id of the article."""
    audio_sha256: str
    """Checksum of the audio: another one makes another URL."""
    artwork: str | None
    """Checksum of the picture."""
    artwork_type: str
    frames: bytes
    """Frames of the tag, without the picture."""

    @cached_property
    def digest(self) -> str:
        """The part of the URL that stands for all of it."""
        return hashlib.sha256(self.to_bytes()).hexdigest()[:32]

    def to_bytes(self) -> bytes:
        """Return a line of JSON, then the frames."""
        fields = {
            "site": self.site,
            "source_id": self.source_id,
            "audio_sha256": self.audio_sha256,
            "artwork": self.artwork,
            "artwork_type": self.artwork_type,
        }
        return json.dumps(fields, sort_keys=True).encode() + b"\n" + self.frames

    @classmethod
    def from_bytes(cls, content: bytes) -> "EpisodeFile":
        """The inverse of `to_bytes`."""
        fields, _, frames = content.partition(b"\n")
        return cls(**json.loads(fields), frames=frames)

    def tag(self, picture: bytes | None) -> bytes:
        """Return the tag with the picture, if there is one."""
        return tag_of(self.frames + (picture_frame(self.artwork_type, picture) if picture else b""))


def keep_episode_file(store: Store, key: str, file: EpisodeFile) -> None:
    """Keep the tag of an episode beside the audio of this key. Raises StoreError."""
    name, content = _name(file.digest), file.to_bytes()
    if store.attachment(key, name) != content:
        store.attach(key, name, content)


def find_episode_file(store: Store, key: str, digest: str) -> EpisodeFile | None:
    """Return the tag that was kept; None if it is missing or damaged."""
    content = store.attachment(key, _name(digest)) if _DIGEST.fullmatch(digest) else None
    if content is None or hashlib.sha256(content).hexdigest()[:32] != digest:
        return None
    return EpisodeFile.from_bytes(content)


def tag_of_file(store: Store, file: EpisodeFile) -> bytes | None:
    """Return the whole tag of an episode; None if its picture is missing or damaged."""
    picture = kept_artwork(store, file.artwork) if file.artwork else None
    return None if file.artwork and picture is None else file.tag(picture)


def _name(digest: str) -> str:
    return f"episode-{digest}"
