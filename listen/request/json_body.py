"""Parses a request body in JSON."""

import json
from typing import Any

from listen.errors import Malformed


def parse_json_object(body: bytes) -> dict[str, Any]:
    """Return the fields of a JSON object. Raises Malformed for anything else."""
    try:
        # Python refuses an integer with many digits; as a float it is an ordinary number.
        fields = json.loads(body, parse_int=float)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"The body must be JSON: {error}.") from None
    if not isinstance(fields, dict):
        raise Malformed("The body must be a JSON object.")
    return fields
