"""Messages between a process and its pool: a line of JSON, then an optional document.

The document is UTF-8 bytes, whose number the JSON names. A page of 10 MB in JSON would take the
sender and the receiver ten times as long.
"""

import json
from collections.abc import Mapping
from typing import IO, Any

_SIZE = "document_bytes"


def write_message(
    stream: IO[bytes], fields: Mapping[str, Any], document: str | None = None
) -> None:
    """Write a message. Raises OSError when the other end is gone."""
    body = b"" if document is None else document.encode("utf-8", "surrogatepass")
    size = None if document is None else len(body)
    stream.write(json.dumps({**fields, _SIZE: size}).encode() + b"\n")
    stream.write(body)
    stream.flush()


def read_message(stream: IO[bytes]) -> tuple[dict[str, Any], str | None]:
    """Read a message. Raises EOFError at the end of the stream, ValueError for a truncated one."""
    line = stream.readline()
    if not line:
        raise EOFError
    fields = json.loads(line)
    size = fields.pop(_SIZE)
    if size is None:
        return fields, None
    body = stream.read(size)
    if len(body) != size:
        raise ValueError(f"truncated document: {len(body)} of {size} bytes")
    return fields, body.decode("utf-8", "surrogatepass")
