"""Parses the table [sites.NAME.podcast]."""

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError, parse_table
from listen.sites.podcast_categories import CATEGORIES
from listen.sites.site import Podcast
from listen.sites.values import check_names, parse_flag, parse_text, parse_urls

MAX_PAGE_SIZE = 1000

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+")
_IMAGE_FILE = re.compile(r"[^\0-\x1f\\]+\.(jpe?g|png)", re.IGNORECASE)
_IS_URL = re.compile("https?:", re.IGNORECASE)


def parse_podcast(key: str, value: Any) -> Podcast | None:
    """Parse the table; None if there is none. Raises SettingsError, which names the setting."""
    if value is None:
        return None
    table = parse_table(key, value)
    check_names(key, table, [field.name for field in fields(Podcast)])
    category = parse_text(key, table, "category") or Podcast.category
    texts = ("title", "description", "author")
    return Podcast(
        **{name: parse_text(key, table, name) for name in texts},
        language=_matching(key, table, "language", _LANGUAGE, "a language tag such as en or de-AT"),
        owner_email=_matching(key, table, "owner_email", _EMAIL, "an e-mail address"),
        link=_url(key, table, "link"),
        image=_image(key, table),
        category=_one_of(key, "category", category, CATEGORIES),
        subcategory=_subcategory(key, table, category),
        explicit=parse_flag(key, table, "explicit"),
        prefix=_url(key, table, "prefix"),
        page_size=_page_size(key, table),
        locked=parse_flag(key, table, "locked", Podcast.locked),
        guid=_guid(key, table),
    )


def _matching(
    key: str, table: Mapping[str, Any], name: str, pattern: re.Pattern[str], rule: str
) -> str | None:
    value = parse_text(key, table, name)
    if value is not None and not pattern.fullmatch(value):
        raise SettingsError(f"'{key}.{name}' must be {rule}, got {excerpt(value)}.")
    return value


def _url(key: str, table: Mapping[str, Any], name: str) -> str | None:
    parse_text(key, table, name)  # one URL, not a list of them
    return next(iter(parse_urls(key, table, name)), None)


def _image(key: str, table: Mapping[str, Any]) -> str | None:
    value = parse_text(key, table, "image")
    if value is None or _IS_URL.match(value):
        return _url(key, table, "image")
    is_below = not value.startswith("/") and ".." not in value.split("/")
    if not is_below or not _IMAGE_FILE.fullmatch(value):
        raise SettingsError(
            f"'{key}.image' must be a URL, or the path of a .jpg or .png file below the data "
            f"directory, got {excerpt(value)}."
        )
    return value


def _subcategory(key: str, table: Mapping[str, Any], category: str) -> str | None:
    value = parse_text(key, table, "subcategory")
    return value and _one_of(key, "subcategory", value, CATEGORIES.get(category, ()))


def _one_of(key: str, name: str, value: str, choices: Mapping[str, Any] | tuple[str, ...]) -> str:
    if value not in choices:
        allowed = ", ".join(choices) or "none: the category has no subcategories"
        raise SettingsError(f"'{key}.{name}' must be one of: {allowed}; got {excerpt(value)}.")
    return value


def _page_size(key: str, table: Mapping[str, Any]) -> int:
    value = table.get("page_size", Podcast.page_size)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if not is_number or not 1 <= value <= MAX_PAGE_SIZE:
        raise SettingsError(
            f"'{key}.page_size' must be a whole number from 1 to {MAX_PAGE_SIZE}, "
            f"got {excerpt(value)}."
        )
    return int(value)


def _guid(key: str, table: Mapping[str, Any]) -> str | None:
    value = parse_text(key, table, "guid")
    try:
        return value and str(UUID(value))
    except ValueError:
        raise SettingsError(f"'{key}.guid' must be a UUID, got {excerpt(value)}.") from None
