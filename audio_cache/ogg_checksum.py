"""The checksum of pages of Ogg files (RFC 3533, section 6)."""

import zlib

_START, _END = 22, 26
"""Place of the checksum in a page."""

_REVERSED_BITS = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def with_checksum(page: bytes) -> bytes:
    """Return the page with its right checksum."""
    checksum = _crc32(page[:_START] + bytes(4) + page[_END:])
    return page[:_START] + checksum.to_bytes(4, "little") + page[_END:]


def _crc32(message: bytes) -> int:
    """Return Ogg's CRC: zlib's with reversed bits, and with zeros as initial and final value."""
    reversed_crc = zlib.crc32(message.translate(_REVERSED_BITS), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{reversed_crc:032b}"[::-1], 2)
