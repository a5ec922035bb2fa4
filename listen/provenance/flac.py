"""Marks of FLAC files: a block VORBIS_COMMENT (RFC 9639, section 8.6)."""

from collections.abc import Iterator

from listen.provenance.marks import Marks
from listen.provenance.vorbis_comment import vendor_of, vorbis_comment

_MARKER = b"fLaC"
_COMMENT = 4
"""Type of the block."""
_LAST = 0x80
"""Flag of the last block of metadata."""


def mark_flac(start: bytes, marks: Marks) -> tuple[bytes, int] | None:
    """Replace the comment block of a file: see `Marker`."""
    if not start.startswith(_MARKER):
        return None
    blocks = list(_blocks(start))
    size = len(_MARKER) + sum(4 + len(content) for _, content in blocks)
    if not blocks or not blocks[-1][0] & _LAST or size > len(start):
        return None
    vendor = next((vendor_of(content) for kind, content in blocks if _type(kind) == _COMMENT), b"")
    kept = [(_type(kind), content) for kind, content in blocks if _type(kind) != _COMMENT]
    kept.insert(1, (_COMMENT, vorbis_comment(vendor, marks)))  # STREAMINFO must be the first
    kept[-1] = (kept[-1][0] | _LAST, kept[-1][1])
    encoded = [bytes([kind]) + len(content).to_bytes(3, "big") + content for kind, content in kept]
    return _MARKER + b"".join(encoded), size


def _blocks(start: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the first byte and the content of each block of metadata."""
    position = len(_MARKER)
    while position + 4 <= len(start):
        kind, size = start[position], int.from_bytes(start[position + 1 : position + 4], "big")
        yield kind, start[position + 4 : position + 4 + size]
        position += 4 + size
        if kind & _LAST:
            return


def _type(kind: int) -> int:
    return kind & ~_LAST
