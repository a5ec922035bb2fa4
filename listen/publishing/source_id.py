"""The id that a site gives an article."""

from typing import Any

MAX_ID = 255
"""Characters."""


def source_id(value: Any) -> str | None:
    """Return an article's id, which may be a string or a whole number; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not 0 < len(value) <= MAX_ID or not value.isprintable():
        return None
    return value
