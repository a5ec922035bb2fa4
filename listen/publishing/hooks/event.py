"""Reads the body of an event."""

from collections.abc import Mapping
from typing import Any

from listen.errors import Malformed
from listen.publishing.change import Ignore
from listen.request.json_body import parse_json_object


def read_event(body: bytes) -> Mapping[str, Any] | Ignore:
    """Return the fields of a JSON object, or the reason why the body is none."""
    try:
        return parse_json_object(body, parse_int=int)
    except Malformed as error:
        return Ignore(str(error))
