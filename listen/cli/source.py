"""What a command is given to read, as the field of a request."""

import sys
from pathlib import Path

from listen.article.charset import decode

STANDARD_INPUT = "-"
HTML = {".html", ".htm", ".xhtml"}


def is_url(source: str | Path) -> bool:
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def read_source(source: str | Path) -> dict[str, str]:
    """A URL as it is, for the server to fetch; else a file's text, or standard input's for "-".

    As `html` if the file's name says so. Raises OSError.
    """
    if is_url(source):
        return {"url": str(source)}
    if source == STANDARD_INPUT:
        return {"text": decode(sys.stdin.buffer.read())}
    path = Path(source)
    is_page = path.suffix.lower() in HTML
    return {"html" if is_page else "text": decode(path.read_bytes(), is_page=is_page)}
