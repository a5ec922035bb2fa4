"""Settings that list origins and hosts."""

import re
from collections.abc import Iterable

from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError, parse_list
from listen.host import canonical
from listen.sites.site import ANY

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#@\sA-Z]+")


def parse_origins(value: str | Iterable[str]) -> tuple[str, ...]:
    """Accept origins in the form that browsers send, because any other form never matches.

    Raises SettingsError.
    """
    origins = parse_list(value)
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingsError(
                "'allowed_origins' must list origins such as https://example.org, in lower case, "
                f"with a scheme and without a path, got {excerpt(origin)}."
            )
    return origins


def parse_allowed_hosts(value: str | Iterable[str]) -> tuple[str, ...]:
    """Accept names and addresses, those with a dot before them, and ANY. Raises SettingsError."""
    return tuple(_parse_allowed_host(host) for host in parse_list(value))


def _parse_allowed_host(host: str) -> str:
    """Return the canonical host. One with a dot before it stands for its subdomains too."""
    dot = "." if host.startswith(".") else ""
    try:
        return dot + canonical(host.removeprefix("."))
    except ValueError:
        raise SettingsError(
            "'allowed_hosts' must list host names such as listen.example.org, without scheme and "
            f"port, .example.org for all subdomains, or {ANY}, got {excerpt(host)}."
        ) from None
