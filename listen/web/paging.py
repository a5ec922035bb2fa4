"""The options `limit` and `cursor` of a list, whose rows have ascending ids."""

from flask import request

from listen.errors import Unprocessable

MAX_ID = 2**31 - 1
_DEFAULT_LIMIT, _MAX_LIMIT = 50, 200


def read_limit() -> int:
    """Return the number of rows of a page. Raises Unprocessable."""
    value = request.args.get("limit", str(_DEFAULT_LIMIT))
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= _MAX_LIMIT):
        raise Unprocessable(f"'limit' must be from 1 to {_MAX_LIMIT}, got {value[:80]!r}.")
    return int(value)


def read_cursor() -> int:
    """Return the id below which a page begins. Raises Unprocessable."""
    value = request.args.get("cursor")
    if value is None:
        return MAX_ID
    if not (value.isascii() and value.isdigit() and int(value[:11]) <= MAX_ID):
        raise Unprocessable(f"'cursor' must come from an earlier answer, got {value[:80]!r}.")
    return int(value)
