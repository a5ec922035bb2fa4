"""Content-Disposition headers and the file names in them (RFC 6266, RFC 8187)."""

import re
import unicodedata
from urllib.parse import quote

MAX_NAME_BYTES = 180
"""Without the extension. File systems allow 255 bytes, and browsers append to names."""

_PATH = re.compile(r'[/\\:*?"<>|]')
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
"""Names that are reserved on Windows, with any extension."""


def content_disposition(name: str, extension: str) -> str:
    """Return a header that makes browsers save the response as `name`.`extension`.

    `filename` is ASCII for old clients, `filename*` has the original name. Characters that could do
    harm are removed; a name that becomes empty is replaced by "audio".
    """
    original = _sanitize(unicodedata.normalize("NFC", name))
    ascii_only = unicodedata.normalize("NFKD", original).encode("ascii", "ignore").decode("ascii")
    fallback = _sanitize(ascii_only.replace("%", " "))  # some clients decode percent-encoding
    header = f'attachment; filename="{fallback}.{extension}"'
    if fallback != original:
        header += f"; filename*=UTF-8''{quote(original, safe='')}.{extension}"
    return header


def _sanitize(name: str) -> str:
    """Remove path separators, invisible characters, and leading dots, which hide a file."""
    visible = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in name)
    words = " ".join(_PATH.sub(" ", visible).split()).strip(" .")
    cut = words.encode()[:MAX_NAME_BYTES].decode(errors="ignore").rstrip(" .")
    return "audio" if not cut or _DEVICE.fullmatch(cut) else cut
