"""Texts of lists: titles, names and tags, as the API accepts them."""

import re
from typing import Any

MAX_TEXT = 500
"""Characters of a title or a name."""
MAX_TAGS, MAX_TAG = 100, 200
_CONTROL = re.compile(r"[\0-\x1f\x7f\ud800-\udfff]")


def line(value: Any, max_length: int = MAX_TEXT) -> str:
    """Return a text on one line, without control characters and cut; "" for other values."""
    if not isinstance(value, str):
        return ""
    return _CONTROL.sub("", " ".join(value.split()))[:max_length].strip()


def tag_list(values: Any) -> tuple[str, ...]:
    """Return the tags, each once, without those that are too long."""
    tags = (line(value, MAX_TAG + 1) for value in values)
    return tuple(dict.fromkeys(tag for tag in tags if 0 < len(tag) <= MAX_TAG))[:MAX_TAGS]
