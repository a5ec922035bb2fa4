"""Parts that the events of all systems have."""

from collections.abc import Mapping
from typing import Any

from listen.errors import Malformed
from listen.publishing.change import Ignore
from listen.request.json_body import parse_json_object

MAX_ID = 200
"""Characters."""


def read_event(body: bytes) -> Mapping[str, Any] | Ignore:
    """Return the fields of a JSON object, or the reason why the body is none."""
    try:
        return parse_json_object(body, parse_int=int)
    except Malformed as error:
        return Ignore(str(error))


def source_id(value: Any) -> str | None:
    """Return an article's id, which may be a string or a whole number; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not 0 < len(value) <= MAX_ID or not value.isprintable():
        return None
    return value
