"""The form of a page's URL by which its article is found."""

import re
from urllib.parse import quote, urljoin, urlsplit

from listen.host import canonical

_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNQUOTED = "/:@!$&'()*+,;=~%"
"""Signs that a path may have as they are, or that begin an escape."""
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def canonical_page_url(url: str) -> str | None:
    """Return HOST[:PORT]/PATH: without scheme, query, fragment and a slash at the end.

    A page is the same with tracking parameters, over http and https, with or without the slash,
    and however its path is escaped (RFC 3986, section 6.2.2). Returns None for anything but an
    http or https URL.
    """
    try:
        parts = urlsplit(url)
        host = canonical(parts.hostname or "")
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        return None
    suffix = "" if port in (None, *_DEFAULT_PORTS.values()) else f":{port}"
    return f"{host}{suffix}{_canonical_path(parts.path).rstrip('/')}"


def without_query(url: str) -> str:
    """Return a URL without its query and fragment."""
    return url.partition("#")[0].partition("?")[0]


def _canonical_path(path: str) -> str:
    """Return the path in ASCII, with the escapes that it needs, and without `.` and `..`."""
    quoted = _ESCAPE.sub(_canonical_escape, quote(path, safe=_UNQUOTED, errors="replace"))
    if "/." not in quoted:
        return quoted
    return urlsplit(urljoin("http://host/", f".{quoted}")).path


def _canonical_escape(escape: re.Match[str]) -> str:
    """Return an escape in capitals, or the character if that needs none."""
    if escape[1] is None:
        return "%25"
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()
