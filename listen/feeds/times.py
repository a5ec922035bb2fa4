"""Dates of feeds and sitemaps, in UTC."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_W3C = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2})"
    r"(?:[Tt ]\s?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s?(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?|UTC|GMT)?)?)?)?",
    re.ASCII,
)
"""W3C-DTF from the year alone to fractions of a second, and common deviations from it."""


_NO_YEAR = re.compile(r"\s-\d{4}\s+\d\d?:")
"""WordPress's form of a time that was never set: Wed, 30 Nov -0001 00:00:00 +0000."""


def parse_time(text: str | None) -> datetime | None:
    """Return a date as W3C-DTF, RFC 3339 or RFC 822 write it; None for anything else.

    A time without a zone is in UTC, and a day is its first second. Times before 1970 are no dates
    of articles: generators write year 1 for "unknown".
    """
    text = (text or "").strip()[:100]
    found = None
    if _NO_YEAR.search(text) and not _W3C.fullmatch(text):
        return None
    with suppress(ValueError, OverflowError, TypeError, IndexError):
        match = _W3C.fullmatch(text)
        found = _from_match(match) if match else parsedate_to_datetime(text)
        found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    return found.replace(microsecond=0) if found and found.year >= 1970 else None


def _from_match(match: re.Match[str]) -> datetime:
    """Raises ValueError for a day, a time or a zone that does not exist."""
    year, month, day, hour, minute, second = (
        int(match[name] or default)
        for name, default in (
            *(("year", 0), ("month", 1), ("day", 1)),
            *(("hour", 0), ("minute", 0), ("second", 0)),
        )
    )
    day_is_over = (hour, minute, second) == (24, 0, 0)  # ISO 8601's other midnight
    time = datetime(
        year, month, day, 0 if day_is_over else hour, minute, min(second, 59), tzinfo=UTC
    )
    return time + timedelta(days=day_is_over) - _offset(match["zone"] or "Z")


def _offset(zone: str) -> timedelta:
    if zone[0] not in "+-":
        return timedelta()
    hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or 0)
    if hours > 14 or minutes > 59:
        raise ValueError("not an offset from UTC")
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
