"""Reads the article that a command names into the fields of a request."""

import sys
from pathlib import Path

from listen.article.charset import decode

STANDARD_INPUT = "-"
HTML_SUFFIXES = {".html", ".htm", ".xhtml"}


def is_url(source: str | Path) -> bool:
    """Return whether the source is an http or https URL."""
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def read_source(source: str | Path) -> dict[str, str]:
    """Return one field: `url`, which the server fetches, or the content as `html` or `text`.

    The suffix of a file tells HTML from text. "-" is text from standard input. Raises OSError.
    """
    if is_url(source):
        return {"url": str(source)}
    if source == STANDARD_INPUT:
        return {"text": decode(sys.stdin.buffer.read())}
    path = Path(source)
    is_page = path.suffix.lower() in HTML_SUFFIXES
    return {"html" if is_page else "text": decode(path.read_bytes(), is_page=is_page)}
