"""The body of a request, no further than it may be long."""

import json
from typing import Any

from flask import Request
from werkzeug.exceptions import ClientDisconnected

from listen.errors import Malformed, TooLong, UnsupportedMediaType

TEXT_BYTES_PER_CHARACTER = 4
JSON_BYTES_PER_CHARACTER = 12
"""A character written as a surrogate pair of escapes."""


def read_body(request: Request, max_bytes: int) -> bytes:
    """Raises TooLong as soon as it is known to be longer, UnsupportedMediaType, and Malformed when
    it was cut."""
    if request.headers.get("Content-Encoding", "").strip().lower() not in ("", "identity"):
        raise UnsupportedMediaType("Send the body as it is, without a Content-Encoding.")
    too_long = TooLong(f"The body is longer than {max_bytes} bytes.")
    if (request.content_length or 0) > max_bytes:
        raise too_long
    # Werkzeug ends a body of unknown length at its limit without a word: the byte more tells.
    request.max_content_length = max_bytes + 1
    cut = Malformed("The body was cut: less of it came than was announced.")
    try:
        body = request.get_data(cache=False)
    except ClientDisconnected:
        raise cut from None
    if len(body) > max_bytes:
        raise too_long
    if len(body) < (request.content_length or 0):
        raise cut  # with a length, nothing else tells
    return body


def read_json(request: Request, max_bytes: int) -> dict[str, Any]:
    """The object in the body. Raises Malformed, and what read_body does."""
    body = read_body(request, max_bytes)
    try:
        # Python refuses an integer of many digits; as a float it is a number like any other.
        fields = json.loads(body, parse_int=float)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"The body is not JSON: {error}.") from None
    if not isinstance(fields, dict):
        raise Malformed("The body is not a JSON object.")
    return fields
