"""Marks a finished file: its first bytes are replaced, and the sound stays as it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from audio_cache.formats import MP3
from listen.id3 import id3_tag
from listen.provenance.flac import mark_flac
from listen.provenance.marks import Marks
from listen.provenance.ogg import mark_ogg
from listen.provenance.wav import mark_wav

START_BYTES = 64 * 1024
"""Bytes at the beginning of a file that contain all of its metadata."""


@dataclass(frozen=True)
class Splice:
    """Bytes that replace the beginning of a file, or follow its end."""

    head: bytes = b""
    skip: int = 0
    """Bytes of the file that `head` replaces."""
    tail: bytes = b""

    def size(self, file_size: int) -> int:
        """Return the bytes of a spliced file."""
        return len(self.head) + file_size - self.skip + len(self.tail)


Marker = Callable[[bytes, Marks], tuple[bytes, int] | None]
"""Takes the first bytes of a file and the marks. Returns new first bytes, and how many they
replace; None if the file is not as our encoders write it."""


def _mark_mp3(_: bytes, marks: Marks) -> tuple[bytes, int]:
    tag = id3_tag(marks.title, marks.language, marks.milliseconds, fields=marks.fields)
    return tag, 0


_MARKERS: Mapping[str, Marker] = {
    MP3: _mark_mp3,
    "ogg": mark_ogg,
    "flac": mark_flac,
    "wav": mark_wav,
}


def mark_file(extension: str, start: bytes, marks: Marks) -> Splice:
    """Return what marks a file that begins with `start`. Deterministic."""
    marked = _MARKERS[extension](start[:START_BYTES], marks)
    return Splice(*marked) if marked else Splice()
