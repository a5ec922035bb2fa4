"""Values of settings: parsed from TOML or from the text of a variable, and checked.

SettingsError
"""

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import Field
from pathlib import Path
from typing import Any

from audio_cache.excerpt import excerpt
from audio_cache.redis_url import check_redis_url, without_secrets
from audio_cache.store_url import check_store_url, store_url_without_secrets

_ON = (True, "1", "true", "on")
_OFF = (False, "0", "false", "off")
_TYPE_NAMES = {
    bool: "on or off",
    int: "a whole number",
    float: "a number",
    str: "a string",
    Path: "a path",
    tuple[str, ...]: "a list of strings",
}
"""Type of a setting to its description in error messages."""


_TOML_ARRAY = re.compile(r"""\s*\[\s*["']""")
"""A quote tells an array from the brackets of an IPv6 address."""


class SettingsError(Exception):
    """A setting is unknown or invalid. The message names it."""


def parse_value(name: str, setting: Field[Any], kind: Any, value: Any) -> Any:
    """Return the value of a setting that was declared with the type `kind`.

    Raises SettingsError, which names the setting.
    """
    try:
        if parse := setting.metadata["parse"]:
            return parse(value)
        if kind == tuple[str, ...]:
            return parse_list(value)
        if kind is bool:
            return _parse_switch(value)
        if kind in (int, float):
            return _parse_number(name, setting, kind, value)
        if not isinstance(value, str | Path) or (kind is Path and not _is_path(str(value))):
            raise TypeError
        return kind(value)
    except (TypeError, ValueError, AttributeError):
        rule = f"must be {_TYPE_NAMES[kind]}" if kind in _TYPE_NAMES else "is invalid"
        given = type(value).__name__ if setting.metadata["is_secret"] else excerpt(value)
        raise SettingsError(f"The setting {name!r} {rule}, got {given}.") from None


def parse_table(key: str, value: Any) -> Mapping[str, Any]:
    """Return a table from the file, or parse one from the TOML in a variable.

    Raises SettingsError, which names `key`.
    """
    if isinstance(value, str):
        try:
            return tomllib.loads(value)
        except ValueError as error:
            raise SettingsError(
                f"{key!r} must be a TOML table, got invalid TOML: {error}."
            ) from None
    if not isinstance(value, Mapping):
        raise SettingsError(f"{key!r} must be a TOML table, got {excerpt(value)}.")
    return value


def parse_list(value: str | Iterable[str]) -> tuple[str, ...]:
    """Return a list from the file, or from a variable: split at commas, or a TOML array of strings.

    Raises ValueError, TypeError or AttributeError for anything else.
    """
    if not isinstance(value, str):
        items = value
    elif _TOML_ARRAY.match(value):
        items = tomllib.loads(f"items = {value.strip()}")["items"]
    else:
        items = value.split(",")
    return tuple(item.strip() for item in items if item.strip())


def parse_redis_url(name: str, value: Any) -> str:
    """Return the URL of the setting `name`, which may be empty.

    Raises SettingsError, without the password.
    """
    if value == "":
        return ""
    if not isinstance(value, str):
        raise SettingsError(f"The setting {name!r} must be a string.")
    try:
        check_redis_url(value)
    except ValueError as error:
        raise SettingsError(
            f"The setting {name!r} must be like redis://HOST:PORT/0 or unix:///PATH: {error}, "
            f"got {without_secrets(value)}."
        ) from None
    return value


def parse_store_url(value: Any) -> str:
    """Return the URL of a store, which may be empty. Raises SettingsError, without secrets."""
    if value == "":
        return ""
    if not isinstance(value, str):
        raise SettingsError("The setting 'store_url' must be a string.")
    try:
        check_store_url(value)
    except ValueError as error:
        raise SettingsError(
            "The setting 'store_url' must be like s3://BUCKET/PREFIX?endpoint=URL or "
            f"file:///FOLDER: {error}, got {store_url_without_secrets(value)}."
        ) from None
    return value


def _is_path(value: str) -> bool:
    return value != "" and "\0" not in value


def _parse_switch(value: Any) -> bool:
    """Raises ValueError."""
    switch = value.lower() if isinstance(value, str) else value
    if switch not in (*_ON, *_OFF):
        raise ValueError
    return switch in _ON


def _parse_number(name: str, setting: Field[Any], kind: type, value: Any) -> int | float:
    """Raises SettingsError for a number out of range, and ValueError for any other value."""
    if isinstance(value, bool) or (kind is int and isinstance(value, float)):
        raise ValueError
    number: int | float = kind(value)
    minimum, maximum = setting.metadata["min_value"], setting.metadata["max_value"]
    if not (minimum <= number <= maximum and math.isfinite(number)):
        limits = f"between {minimum} and {maximum}" if maximum < math.inf else f"at least {minimum}"
        raise SettingsError(f"The setting {name!r} must be {limits}, got {value}.")
    return number
