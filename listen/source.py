"""What a command is given to read, as the field of a request."""

import sys
from pathlib import Path

from listen.charset import decode

STANDARD_INPUT = "-"
_HTML = {".html", ".htm", ".xhtml"}


def read_source(source: str | Path) -> dict[str, str]:
    """A file's text, or standard input's for "-"; as `html` if its name says so. Raises OSError."""
    if source == STANDARD_INPUT:
        return {"text": decode(sys.stdin.buffer.read())}
    path = Path(source)
    is_page = path.suffix.lower() in _HTML
    return {"html" if is_page else "text": decode(path.read_bytes(), is_page=is_page)}
