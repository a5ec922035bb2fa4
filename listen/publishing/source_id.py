"""The id that a site gives an article."""

import re
from typing import Any

from audio_cache.excerpt import excerpt
from listen.errors import Unprocessable

MAX_SOURCE_ID = 255
"""Characters."""

UNSAFE = re.compile(r"[\0-\x1f\x7f\ud800-\udfff]")
"""Characters that no id, name or URL has. PostgreSQL refuses the first, UTF-8 the last."""


def storable(text: str) -> str:
    """Return a text in one line, without the characters that a database refuses."""
    return " ".join(UNSAFE.sub(" ", text).split())


def source_id(value: Any) -> str | None:
    """Return an article's id, which may be a string or a whole number; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not 0 < len(value) <= MAX_SOURCE_ID or UNSAFE.search(value):
        return None
    return value


def check_source_id(value: str) -> str:
    """Return the id. Raises Unprocessable."""
    if source_id(value) is None:
        raise Unprocessable(
            f"The id of an article must have 1 to {MAX_SOURCE_ID} characters and no control "
            f"characters, got {excerpt(value)}."
        )
    return value
