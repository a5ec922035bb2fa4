"""A rendition: one audio in one file format."""

from dataclasses import dataclass
from typing import Self

from audio_cache.formats import MP3


@dataclass(frozen=True)
class Rendition:
    """The key of an audio and the format of one of its files."""

    key: str
    """64 hexadecimal digits, as `key_of` returns them."""
    format: str = MP3
    """A key of FORMATS, which is also the file extension."""

    @property
    def name(self) -> str:
        """Id of its job and of its state in Redis: KEY for MP3, KEY-FORMAT for other formats."""
        return self.key if self.format == MP3 else f"{self.key}-{self.format}"

    @property
    def path(self) -> str:
        """Path of its file in a store: ab/cd/KEY.FORMAT."""
        return f"{self.key[:2]}/{self.key[2:4]}/{self.key}.{self.format}"

    @property
    def url(self) -> str:
        """URL path that the server delivers it at."""
        return f"/audio/{self.key}.{self.format}"

    @classmethod
    def from_name(cls, name: str) -> Self:
        """The inverse of `name`."""
        key, _, extension = name.partition("-")
        return cls(key, extension or MP3)
