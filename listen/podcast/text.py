"""Text that every feed can hold, whatever a site sent."""

import re
from urllib.parse import quote

from w3lib.url import safe_url_string

_UNUSABLE = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, lone surrogates, and the characters that XML does not have."""


def line(text: str | None) -> str:
    """Return a text in one line, without the characters that XML refuses."""
    return " ".join(_UNUSABLE.sub(" ", text or "").split())


def shorten(text: str, limit: int) -> str:
    """Return the first words of a line, at most `limit` code points and an ellipsis."""
    if len(text) <= limit:
        return text
    words, _, rest = text[:limit].rpartition(" ")
    return f"{words or rest}…"


def ascii_url(url: str) -> str:
    """Return a URL without spaces and characters beyond ASCII, as feeds must have it."""
    cleaned = _UNUSABLE.sub("", url)
    try:
        return safe_url_string(cleaned)
    except ValueError:
        return quote(cleaned, safe="!#$%&'()*+,/:;=?@[]~")
