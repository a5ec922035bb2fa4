"""Parses what a site says of requests to its own servers: secrets, headers and private hosts."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError, parse_table
from listen.host import canonical
from listen.sites.webhook_secret import decode_secret

PRIVATE_HOSTS = "private_hosts"

_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_VALUE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_OWN_HEADERS = ("host", "content-length", "content-type", "transfer-encoding", "connection")
_OWN_PREFIX = "webhook-"


def check_signing_secret(key: str, secrets: tuple[str, ...]) -> None:
    """Raise SettingsError unless the first secret can sign callbacks (Standard Webhooks)."""
    if not secrets:
        raise SettingsError(
            f"'{key}.callbacks' are signed, so '{key}.secrets' must list a secret: whsec_ and "
            "Base64."
        )
    try:
        decode_secret(secrets[0])
    except ValueError:
        raise SettingsError(
            f"The first secret of '{key}.secrets' signs callbacks, so it must be whsec_ and Base64."
        ) from None


def parse_private_hosts(key: str, hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts as canonical HOST:PORT. Raises SettingsError."""
    return tuple(dict.fromkeys(_parse_host_and_port(key, host) for host in hosts))


def parse_headers(key: str, value: Any) -> tuple[tuple[str, str], ...]:
    """Return the headers of a table. Raises SettingsError, without the values."""
    table: Mapping[str, Any] = parse_table(key, value)
    for name, content in table.items():
        is_own = name.lower() in _OWN_HEADERS or name.lower().startswith(_OWN_PREFIX)
        if is_own or not _HEADER_NAME.fullmatch(name):
            raise SettingsError(f"{excerpt(name)} in '{key}' is no header that can be set.")
        if not isinstance(content, str) or not _HEADER_VALUE.fullmatch(content):
            raise SettingsError(f"'{key}.{name}' must be a string of printable ASCII characters.")
    return tuple(table.items())


def _parse_host_and_port(key: str, text: str) -> str:
    try:
        parts = urlsplit(f"//{text}")
        host, port = canonical(parts.hostname or ""), parts.port
    except ValueError:
        host, port = "", None
    if not host or not port or parts.netloc != text or "@" in text:
        raise SettingsError(
            f"{key!r} must list HOST:PORT, such as 127.0.0.1:2368, got {excerpt(text)}."
        )
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
