"""Parses the setting `disclosure` of a site, and that of the server."""

from typing import Any, get_args

from audio_cache.excerpt import excerpt
from audio_cache.language import canonical_tag
from audio_cache.settings_values import SettingsError, parse_table
from listen.article.disclosure import BY_DEFAULT, Disclosure, DisclosureMode, Place, Wording
from listen.sites.values import check_names

MAX_LENGTH = 300
"""Characters of a wording."""

_SETTINGS = ("mode", "place", "text", "sentence")


def parse_disclosure(key: str, value: Any) -> Disclosure:
    """Parse a mode, or a table of the fields of Disclosure. Raises SettingsError."""
    if isinstance(value, str) and "=" not in value:
        return Disclosure(_parse_choice(key, value, get_args(DisclosureMode)))
    table = parse_table(key, value)
    check_names(key, table, _SETTINGS)
    sentence = _parse_wording(f"{key}.sentence", table.get("sentence", {}))
    mode = table.get("mode", "spoken" if sentence else BY_DEFAULT.mode)
    return Disclosure(
        _parse_choice(f"{key}.mode", mode, get_args(DisclosureMode)),
        _parse_choice(f"{key}.place", table.get("place", BY_DEFAULT.place), get_args(Place)),
        _parse_wording(f"{key}.text", table.get("text", {})),
        sentence,
    )


def _parse_choice(key: str, value: Any, choices: tuple[str, ...]) -> Any:
    if value not in choices:
        raise SettingsError(f"{key!r} must be one of: {', '.join(choices)}; got {excerpt(value)}.")
    return value


def _parse_wording(key: str, value: Any) -> Wording:
    """Return the wordings of a string, for all languages, or of a table by language."""
    if isinstance(value, str):
        return (("", _parse_line(key, value)),)
    table = parse_table(key, value)
    return tuple(
        (_parse_language(key, name), _parse_line(f"{key}.{name}", text))
        for name, text in table.items()
    )


def _parse_language(key: str, name: str) -> str:
    try:
        return canonical_tag(name)
    except ValueError:
        raise SettingsError(
            f"{key!r} must be a string, or a table of strings by language, such as en or pt-BR, "
            f"got the language {excerpt(name)}."
        ) from None


def _parse_line(key: str, value: Any) -> str:
    """Return a line of text with single spaces."""
    line = " ".join(value.split()) if isinstance(value, str) else ""
    if not 0 < len(line) <= MAX_LENGTH or not line.isprintable():
        raise SettingsError(
            f"{key!r} must be a line of 1 to {MAX_LENGTH} characters, got {excerpt(value)}."
        )
    return line
