"""Content-Disposition headers and the file names in them (RFC 6266, RFC 8187)."""

import re
import unicodedata
from urllib.parse import quote

LONGEST_NAME = 180
"""Bytes of a file name without its extension: file systems allow 255, browsers add to it."""

_PATH = re.compile(r'[/\\:*?"<>|]')
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself, with any extension."""


def content_disposition(name: str, extension: str) -> str:
    """A header that saves the answer as `name`.`extension` (RFC 6266, RFC 8187).

    In ASCII for old clients, and as it is spelt for the others; "audio" where nothing is left.
    """
    spelt = _file_name(unicodedata.normalize("NFC", name))
    ascii_only = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")
    plain = _file_name(ascii_only.replace("%", " "))  # which some clients decode
    header = f'attachment; filename="{plain}.{extension}"'
    if plain != spelt:
        header += f"; filename*=UTF-8''{quote(spelt, safe='')}.{extension}"
    return header


def _file_name(name: str) -> str:
    """Without what file systems forbid, what can't be seen, and dots that hide it."""
    visible = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in name)
    words = " ".join(_PATH.sub(" ", visible).split()).strip(" .")
    cut = words.encode()[:LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    return "audio" if not cut or _DEVICE.fullmatch(cut) else cut
