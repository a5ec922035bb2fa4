"""The body of an answer, never larger in memory than it may be."""

import zlib
from http.client import HTTPResponse

from listen.errors import FetchFailed, TooLong

_CODINGS = ("", "identity", "gzip", "x-gzip")
_CHUNK = 1 << 16
"""Bytes."""
_GZIP = 16 + zlib.MAX_WBITS


def read_body(response: HTTPResponse, most: int) -> bytes:
    """Unpacked. `most` is in bytes, packed and unpacked.

    Raises TooLong as soon as there are more, FetchFailed for what is cut or cannot be unpacked.
    """
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in _CODINGS:
        raise FetchFailed("The page is packed in a way that was not asked for.")
    unpack = zlib.decompressobj(_GZIP) if coding.endswith("gzip") else None
    body, came = bytearray(), 0
    while chunk := response.read(_CHUNK):
        came += len(chunk)
        body += _unpacked(unpack, chunk, most + 1 - len(body)) if unpack else chunk
        if max(came, len(body)) > most:
            raise TooLong(f"The page is longer than {most} bytes.")
    if response.length or (unpack and came and not unpack.eof):
        raise FetchFailed("The page broke off.")
    return bytes(body)


def _unpacked(unpack: "zlib._Decompress", chunk: bytes, most: int) -> bytes:
    try:
        data = unpack.decompress(chunk, most)
    except zlib.error:
        raise FetchFailed("The page cannot be unpacked.") from None
    if unpack.unused_data:
        raise FetchFailed("The page is more than what is packed.")
    return data
