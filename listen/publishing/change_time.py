"""The time of a change, which decides which of two changes is the later one."""

from datetime import UTC, datetime
from typing import Any

_YEAR_10000 = 253_402_300_800_000


def milliseconds(text: Any) -> int | None:
    """Return milliseconds since 1970 for an ISO 8601 date and time, which is UTC without an offset.

    None for anything else, and for years before 1970.
    """
    if not isinstance(text, str):
        return None
    try:
        parsed = datetime.fromisoformat(text.strip())
        parsed = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        time = round(parsed.timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
    return time if 0 <= time < _YEAR_10000 else None


def iso_8601(time: int) -> str:
    """Return the second of a time in milliseconds, as YYYY-MM-DDTHH:MM:SSZ."""
    return datetime.fromtimestamp(time // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def change_time(saved: int | None, sent: int) -> int:
    """Return the time of a change that was saved and then sent, in milliseconds.

    The order is that of saving: a message can be held up, so that it is sent after the next one.
    Systems tell the second of saving only. Within a second, the order is that of sending: a longer
    delay is a later time, whatever the delay.
    """
    if saved is None or saved > sent:
        return sent
    if saved % 1000:
        return saved
    delay = sent - saved
    return saved + 1000 * delay // (delay + 1000)
