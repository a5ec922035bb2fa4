"""The form of a page's URL by which its article is found."""

from urllib.parse import urlsplit

from listen.host import canonical

_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_page_url(url: str) -> str | None:
    """Return HOST[:PORT]/PATH: without scheme, query, fragment and a slash at the end.

    A page is the same with tracking parameters, over http and https, and with or without the
    slash. Returns None for anything but an http or https URL.
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
    return f"{host}{suffix}{parts.path.rstrip('/')}"
