"""Parses a request body in JSON."""

import json
from collections.abc import Callable
from typing import Any

from listen.errors import Malformed


def parse_json_object(body: bytes, parse_int: Callable[[str], float] = float) -> dict[str, Any]:
    """Return the fields of a JSON object. Raises Malformed for anything else.

    Python refuses an integer with thousands of digits. By default, whole numbers are floats, which
    accepts any.
    """
    try:
        fields = json.loads(body, parse_int=parse_int)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"The body must be JSON: {error}.") from None
    if not isinstance(fields, dict):
        raise Malformed("The body must be a JSON object.")
    return fields
