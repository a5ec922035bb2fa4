"""Messages between a process and its pool: a line of JSON, then an optional document.

The first message of a process tells that it is ready. Each other one answers a message of the pool.

The document is bytes, whose number the JSON names. A page of 10 MB in JSON would take the sender
and the receiver ten times as long.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO, Any

from audio_cache.origin import Origin, current_origin

_SIZE = "document_bytes"
ORIGIN = "origin"
"""The field with the origin of a message: see `audio_cache/origin.py`."""


@contextmanager
def until_pool_ends() -> Iterator[None]:
    """Tell the pool that this process is ready, and run the block until the pool's process ends.

    The block answers messages.
    A pool that is killed while this process works leaves an answer that nobody reads.
    """
    with suppress(ConnectionError):  # the block meets it again
        write_message(sys.stdout.buffer, {})
    try:
        yield
    except EOFError:
        pass
    except ConnectionError:
        # Python would try once more to write the answer when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_message(
    stream: IO[bytes], fields: Mapping[str, Any], document: bytes | None = None
) -> None:
    """Write a message. Raises OSError when the other end is gone."""
    size = None if document is None else len(document)
    stream.write(json.dumps({**fields, _SIZE: size}).encode() + b"\n")
    stream.write(document or b"")
    stream.flush()


def read_message(stream: IO[bytes]) -> tuple[dict[str, Any], bytes | None]:
    """Read a message. Raises EOFError at the end of the stream, ValueError for a truncated one."""
    line = stream.readline()
    if not line:
        raise EOFError
    fields = json.loads(line)
    size = fields.pop(_SIZE)
    if size is None:
        return fields, None
    document = stream.read(size)
    if len(document) != size:
        raise ValueError(f"truncated document: {len(document)} of {size} bytes")
    return fields, document


def read_request(stream: IO[bytes]) -> tuple[dict[str, Any], bytes | None]:
    """Read a message of the pool. Lines of the log name the request that it comes from."""
    fields, document = read_message(stream)
    current_origin.set(Origin.from_json(fields.pop(ORIGIN, "")))
    return fields, document


def encode_text(text: str) -> bytes:
    """Return a text as a document. It may contain lone surrogates."""
    return text.encode("utf-8", "surrogatepass")


def decode_text(document: bytes) -> str:
    """The inverse of `encode_text`."""
    return document.decode("utf-8", "surrogatepass")
