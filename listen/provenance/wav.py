"""Marks of WAV files: a list of the type INFO before the samples (RIFF MCI, 1991, chapter 2)."""

import struct

from listen.id3 import MAX_TITLE_LENGTH, WRITER
from listen.provenance.marks import Marks
from listen.provenance.vorbis_comment import single_line

_HEADER = 44
"""Bytes before the samples."""
_MAX_SIZE = 0xFFFFFFFF


def mark_wav(start: bytes, marks: Marks) -> tuple[bytes, int] | None:
    """Put a list between the format and the samples: see `Marker`."""
    is_ours = start[:4] == b"RIFF" and start[8:16] == b"WAVEfmt " and start[36:40] == b"data"
    if not is_ours or len(start) < _HEADER:
        return None
    comment = "; ".join(f"{name}={value}" for name, value in marks.fields)
    items = (
        (b"INAM", marks.title[:MAX_TITLE_LENGTH]),
        (b"IART", WRITER),
        (b"ILNG", marks.language),
        (b"ICMT", comment),
        (b"ISFT", WRITER),
    )
    info = b"INFO" + b"".join(_chunk(name, _text(text)) for name, text in items)
    listed = _chunk(b"LIST", info)
    size = int.from_bytes(start[4:8], "little")
    # A file of unknown length says so.
    size = size if size == _MAX_SIZE else min(size + len(listed), _MAX_SIZE)
    return start[:4] + struct.pack("<I", size) + start[8:36] + listed + start[36:_HEADER], _HEADER


def _text(text: str) -> bytes:
    """Return the text in UTF-8, which today's programs expect, with a zero at its end."""
    return single_line(text).encode() + b"\0"


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
