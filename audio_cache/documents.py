"""The documents of an audio: texts that the worker derives from its spec and its timings.

They are computed once, because those of a long article take up to a second, and stored compressed.
A document that is lost or damaged can be derived again as long as TIMINGS is whole.
"""

import gzip
import hashlib
import zlib
from collections.abc import Mapping

TIMINGS = "timings.json"
MARKS = "marks.json"
CAPTIONS = "captions.vtt"
CHAPTERS = "chapters.json"
EVENTS = "events.txt"
REPORT = "report.json"
"""Names of documents. Each is also the end of its file name, before `.gz`."""

_LEVEL = 6
_MAX_SIZE = 256 * 1024 * 1024
"""Bytes of a document. The marks of 200,000 characters have 6 MB."""


def compress(text: str) -> bytes:
    """Return the text as UTF-8 in gzip's format. Equal texts give equal bytes."""
    return gzip.compress(text.encode("utf-8", "surrogatepass"), _LEVEL, mtime=0)


def decompress(document: bytes) -> bytes:
    """Return the UTF-8 bytes of a document.

    Raises ValueError if it is not in gzip's format, is truncated, or is longer than 256 MB.
    """
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = inflater.decompress(document, _MAX_SIZE)
    except zlib.error as error:
        raise ValueError(f"not in gzip's format: {error}") from error
    if not inflater.eof:
        raise ValueError("truncated or too long")
    return text


def checksums(documents: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each document, as a manifest holds them."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in documents.items()}
