"""The setting `public_url`: the URL at which readers reach the server, through a proxy."""

import re
from typing import Any

from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError
from listen.host import canonical

_URL = re.compile(
    r"(?P<scheme>[a-z]+)://(?P<host>\[[^]/]*\]?|[^:/]*)(?::(?P<port>[^/]*))?(?P<path>/.*)?", re.I
)
_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_USER = re.compile(r"(?<=//)[^/]*@")


def parse_public_url(value: Any) -> str:
    """Return the URL in canonical form, without a slash at its end; it may be empty.

    Raises SettingsError, without user name and password.
    """
    if value == "":
        return ""
    if not isinstance(value, str):
        raise TypeError
    try:
        return _canonical_url(value)
    except ValueError as error:
        raise SettingsError(
            "The setting 'public_url' must be an http or https URL such as "
            f"https://news.example/listen: {error}, got {excerpt(_USER.sub('', value))}."
        ) from None


def _canonical_url(url: str) -> str:
    """Raises ValueError, with the rule that the URL breaks."""
    if not re.fullmatch(r"[!-~]+", url):
        raise ValueError("it must be ASCII without spaces (write an IDN host as xn--...)")
    for sign, name in {"?": "query", "#": "fragment", "@": "user name"}.items():
        if sign in url:
            raise ValueError(f"it must have no {name}")
    found = _URL.fullmatch(url)
    scheme = found["scheme"].lower() if found else ""
    if not found or scheme not in _DEFAULT_PORTS:
        raise ValueError("it must begin with http:// or https://")
    port = _port_suffix(found["port"], _DEFAULT_PORTS[scheme])
    return f"{scheme}://{_canonical_host(found['host'])}{port}{_canonical_path(found['path'])}"


def _canonical_host(host: str) -> str:
    try:
        if host.startswith("[") and host.endswith("]"):
            return f"[{canonical(host[1:-1])}]"
        return canonical(host)
    except ValueError:
        raise ValueError("its host must be a name or an address") from None


def _port_suffix(port: str | None, default: int) -> str:
    if port is None:
        return ""
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 1 <= int(port) <= 65535:
        raise ValueError("its port must be from 1 to 65535")
    return "" if int(port) == default else f":{int(port)}"


def _canonical_path(path: str | None) -> str:
    path = (path or "").removesuffix("/")
    for segment in path.split("/")[1:]:
        if not _SEGMENT.fullmatch(segment) or segment in (".", ".."):
            raise ValueError(
                "its path must consist of segments of letters, digits, '-', '.', '_' and '~'"
            )
    return path
