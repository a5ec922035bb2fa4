"""The query parameter `from`: the offset at which a client resumes an audio."""

from flask import request

from listen.errors import Unprocessable

MAX_OFFSET = 10**12
"""Bytes. No audio is as long, and file systems support larger offsets."""


def read_offset() -> int:
    """Return the byte offset in ?from=; 0 without one. Raises Unprocessable."""
    value = request.args.get("from", "0")
    try:
        offset = int(value)
    except ValueError:
        offset = -1
    if not 0 <= offset <= MAX_OFFSET:
        raise Unprocessable(
            f"The query parameter 'from' must be a byte offset from 0 to {MAX_OFFSET}, "
            f"got {value[:80]!r}."
        )
    return offset
