"""Parses the values of a site's settings. Each error names the setting: 'sites.news.hold'."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError
from listen.host import host_of


def check_names(key: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raise SettingsError for a name that is not known. `key` is the table's own name."""
    unknown = sorted(table.keys() - set(known))
    if unknown:
        raise SettingsError(
            f"'{key}.{unknown[0][:80]}' is not a setting. The settings in [{key}] are: "
            f"{', '.join(known)}."
        )


def parse_text(key: str, table: Mapping[str, Any], name: str) -> str | None:
    """Return a string that is not blank; None if it is not set. Raises SettingsError."""
    value = table.get(name)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise SettingsError(f"'{key}.{name}' must be a string, got {excerpt(value)}.")
    return value


def parse_flag(key: str, table: Mapping[str, Any], name: str, default: bool = False) -> bool:
    """Return a switch. Raises SettingsError."""
    value = table.get(name, default)
    if not isinstance(value, bool):
        raise SettingsError(f"'{key}.{name}' must be true or false, got {excerpt(value)}.")
    return value


def parse_count(key: str, table: Mapping[str, Any], name: str, default: int | None) -> int | None:
    """Return a whole number; None for 0, which means no limit. Raises SettingsError."""
    value = table.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise SettingsError(
            f"'{key}.{name}' must be a whole number, or 0 for no limit, got {excerpt(value)}."
        )
    return value or None


def parse_strings(key: str, value: Any) -> tuple[str, ...]:
    """Return a list of strings. Raises SettingsError."""
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{key!r} must be a list of strings, got {excerpt(value)}.")
    return tuple(value)


def parse_urls(key: str, table: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return http and https URLs, from a string or a list of strings. Raises SettingsError."""
    value = table.get(name, ())
    urls = parse_strings(f"{key}.{name}", [value] if isinstance(value, str) else value)
    for url in urls:
        if not is_url(url):
            raise SettingsError(f"'{key}.{name}' must be an http or https URL, got {excerpt(url)}.")
    return urls


def is_url(url: str) -> bool:
    """Return whether the text is a URL with a valid host and port, and no password."""
    try:
        parts = urlsplit(url)
        is_host = host_of(url) is not None and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and is_host and "@" not in parts.netloc
