"""Reads response bodies with a limit on their size, also when they are compressed."""

import zlib
from http.client import HTTPResponse

from listen.errors import FetchFailed, TooLong

_ENCODINGS = ("", "identity", "gzip", "x-gzip")
_CHUNK_SIZE = 1 << 16
"""Bytes."""
_GZIP = 16 + zlib.MAX_WBITS


def read_body(response: HTTPResponse, max_bytes: int) -> bytes:
    """Return the decompressed body. `max_bytes` limits it both compressed and decompressed.

    Raises TooLong as soon as the limit is exceeded, and FetchFailed for a truncated or corrupt
    body.
    """
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise FetchFailed(
            f"The response's Content-Encoding must be gzip or identity, got {encoding[:80]!r}."
        )
    decompressor = zlib.decompressobj(_GZIP) if encoding.endswith("gzip") else None
    body, received = bytearray(), 0
    while chunk := response.read(_CHUNK_SIZE):
        received += len(chunk)
        if decompressor:
            body += _decompress(decompressor, chunk, max_bytes + 1 - len(body))
        else:
            body += chunk
        if max(received, len(body)) > max_bytes:
            raise TooLong(f"The response must not be longer than {max_bytes} bytes.")
    if response.length or (decompressor and received and not decompressor.eof):
        raise FetchFailed("The response is truncated: the connection closed before its end.")
    return bytes(body)


def _decompress(decompressor: "zlib._Decompress", chunk: bytes, max_length: int) -> bytes:
    try:
        data = decompressor.decompress(chunk, max_length)
    except zlib.error:
        raise FetchFailed("The response is not valid gzip.") from None
    if decompressor.unused_data:
        raise FetchFailed("The response has data after the end of its gzip stream.")
    return data
