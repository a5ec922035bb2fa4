"""Marks of Ogg Opus files: OpusTags (RFC 7845, section 5.2), which is the second page."""

from audio_cache.ogg_checksum import with_checksum
from listen.provenance.marks import Marks
from listen.provenance.vorbis_comment import vendor_of, vorbis_comment

_CAPTURE = b"OggS"
_HEADER = b"OpusTags"
_FIELDS = 27
"""Bytes of a page before its segment table (RFC 3533, section 6)."""
_MAX_PACKET = 255 * 255 - 1
"""Bytes of a packet that fits in one page."""


def mark_ogg(start: bytes, marks: Marks) -> tuple[bytes, int] | None:
    """Replace the second page of a file: see `Marker`.

    It stays one page, so that no later page gets another number.
    """
    first = _page_end(start, 0)
    second = _page_end(start, first)
    body = first + _FIELDS + _segments(start, first)
    packet = start[body:second]
    is_whole = 0 < first < second <= len(start) and start[body - 1] < 255
    if not is_whole or not packet.startswith(_HEADER):
        return None
    comment = vorbis_comment(vendor_of(packet[len(_HEADER) :]), marks)
    packet = _HEADER + comment
    if len(packet) > _MAX_PACKET:
        return None
    lacing = [*[255] * (len(packet) // 255), len(packet) % 255]
    fields = start[first : first + _FIELDS - 1]
    page = with_checksum(fields + bytes([len(lacing), *lacing]) + packet)
    return start[:first] + page, second


def _page_end(start: bytes, position: int) -> int:
    """Return the end of the page at a position; -1 if there is none."""
    if start[position : position + 4] != _CAPTURE or len(start) < position + _FIELDS:
        return -1
    count = _segments(start, position)
    table = start[position + _FIELDS : position + _FIELDS + count]
    return position + _FIELDS + count + sum(table)


def _segments(start: bytes, position: int) -> int:
    return int.from_bytes(start[position + _FIELDS - 1 : position + _FIELDS], "big")
