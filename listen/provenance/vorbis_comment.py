"""Vorbis comments, the metadata of FLAC and Ogg (https://xiph.org/vorbis/doc/v-comment.html)."""

import re
import struct

from listen.id3 import MAX_TITLE_LENGTH, WRITER
from listen.provenance.marks import Marks

_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\ud800-\udfff]")


def vorbis_comment(vendor: bytes, marks: Marks) -> bytes:
    """Return a comment header, without the framing bit that only Vorbis itself has."""
    fields = [
        ("title", marks.title[:MAX_TITLE_LENGTH]),
        ("artist", WRITER),
        ("language", marks.language),
        *marks.fields,
    ]
    comments = [f"{name.upper()}={single_line(value)}".encode() for name, value in fields]
    strings = [vendor, *comments]
    encoded = [struct.pack("<I", len(string)) + string for string in strings]
    return encoded[0] + struct.pack("<I", len(comments)) + b"".join(encoded[1:])


def vendor_of(comment: bytes) -> bytes:
    """Return the encoder that a comment header names."""
    size = int.from_bytes(comment[:4], "little")
    return comment[4 : 4 + size]


def single_line(text: str) -> str:
    """Return the text without control characters, with single spaces."""
    return " ".join(_CONTROL.sub(" ", text).split())
