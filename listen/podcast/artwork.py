"""The artwork of a podcast: what directories demand of it, and the file of a site."""

import hashlib
import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from audio_cache.stores.store import Store

log = logging.getLogger(__name__)

MIN_SIZE, MAX_SIZE = 1400, 3000
"""Pixels of each side, as Apple demands."""
MAX_BYTES = 10_000_000
MAX_EMBEDDED = 512 * 1024
"""Bytes of a picture that is put into the files of episodes."""

ATTACHMENT = "artwork"
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png"}
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_COLORS = {0: "grey", 2: "RGB", 3: "a palette", 4: "grey with alpha", 6: "RGB with alpha"}
_JPEG_COLORS = {1: "grey", 3: "RGB", 4: "CMYK"}
_SIZE_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG segment that has the size of the picture (ITU-T T.81, table B.1)."""


class ArtworkError(Exception):
    """The file cannot be read, or is no JPEG or PNG. The message says why."""


@dataclass(frozen=True)
class Artwork:
    """A picture, as its header describes it."""

    content: bytes
    media_type: str
    width: int
    height: int
    """Pixels."""
    colors: str
    """RGB, or what it is instead."""

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def extension(self) -> str:
        return _EXTENSIONS[self.media_type]

    @property
    def is_embedded(self) -> bool:
        """Return whether it is small enough for the files of episodes."""
        return len(self.content) <= MAX_EMBEDDED

    def problems(self) -> list[str]:
        """Return the rules of directories that it breaks."""
        size = f"{self.width} x {self.height} pixels"
        found = []
        if self.width != self.height:
            found.append(f"must be square, got {size}")
        if not (
            MIN_SIZE <= min(self.width, self.height) <= max(self.width, self.height) <= MAX_SIZE
        ):
            found.append(f"must have from {MIN_SIZE} to {MAX_SIZE} pixels on each side, got {size}")
        if self.colors != "RGB":
            found.append(f"must be in RGB, got {self.colors}")
        return found


def media_type_of(extension: str) -> str | None:
    """Return the media type of a file's extension; None if it is not that of artwork."""
    return next((name for name, each in _EXTENSIONS.items() if each == extension), None)


def read_artwork(file: Path) -> Artwork:
    """Read a picture. Raises ArtworkError."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ArtworkError(f"must have at most {MAX_BYTES} bytes, got {file.stat().st_size}")
        return parse_artwork(file.read_bytes())
    except OSError as error:
        raise ArtworkError(f"cannot be read from {file}: {error.strerror}") from None


def parse_artwork(content: bytes) -> Artwork:
    """Read the header of a picture. Raises ArtworkError."""
    try:
        if content.startswith(_PNG):
            return _parse_png(content)
        if content.startswith(b"\xff\xd8"):
            return _parse_jpeg(content)
    except (IndexError, KeyError):
        raise ArtworkError("is damaged") from None
    raise ArtworkError("must be a JPEG or PNG file")


def keep_artwork(store: Store, artwork: Artwork) -> None:
    """Keep the picture in the store, under its checksum. Raises StoreError."""
    if kept_artwork(store, artwork.sha256) is None:
        store.attach(artwork.sha256, ATTACHMENT, artwork.content)


def kept_artwork(store: Store, sha256: str) -> bytes | None:
    """Return a picture that was kept; None if it is missing or damaged."""
    content = store.attachment(sha256, ATTACHMENT)
    is_whole = content is not None and hashlib.sha256(content).hexdigest() == sha256
    return content if is_whole else None


def _parse_png(content: bytes) -> Artwork:
    """Read the chunk IHDR, which is the first one (https://www.w3.org/TR/png-3/#11IHDR)."""
    header = content[16:26]
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    return Artwork(content, "image/png", width, height, _PNG_COLORS[header[9]])


def _parse_jpeg(content: bytes) -> Artwork:
    """Walk the segments up to the one that has the size."""
    position = 2
    while content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF:  # padding
            position += 1
            continue
        segment = content[position + 4 : position + 10]
        if marker in _SIZE_MARKERS:
            height, width = int.from_bytes(segment[1:3], "big"), int.from_bytes(segment[3:5], "big")
            return Artwork(content, "image/jpeg", width, height, _JPEG_COLORS[segment[5]])
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    raise KeyError
