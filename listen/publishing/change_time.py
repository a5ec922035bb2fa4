"""The time of a change, which decides which of two changes is the later one."""

import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

SECOND = 1_000_000
"""Microseconds."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(text: Any) -> int | None:
    """Return microseconds since 1970 for an ISO 8601 date and time, which is UTC without an offset.

    None for anything else, and for years before 1970.
    """
    if not isinstance(text, str):
        return None
    try:
        parsed = datetime.fromisoformat(text.strip())
        parsed = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        time = (parsed.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1)
    except (ValueError, OverflowError):
        return None
    return time if time >= 0 else None


def iso_8601(time: int) -> str:
    """Return the second of a time in microseconds, as YYYY-MM-DDTHH:MM:SSZ."""
    return (_EPOCH + timedelta(seconds=time // SECOND)).strftime("%Y-%m-%dT%H:%M:%SZ")


def end_of_second(time: int) -> int:
    """Return the last microsecond of the second of a time."""
    return time // SECOND * SECOND + SECOND - 1


def change_time(saved: int | None, sent: int) -> int:
    """Return the time of a change that was saved and then sent, in microseconds.

    The order is that of saving: a message can be held up, so that it is sent after the next one.
    Systems tell the second of saving only. Within a second, the order is that of sending: a longer
    delay is a later time, whatever the delay.
    """
    if saved is None or saved > sent:
        return sent
    if saved % SECOND:
        return saved
    delay = sent - saved
    return saved + SECOND * delay // (delay + SECOND)


def accepted_now() -> int:
    """Return the time at which this process accepts a change: later than at every earlier call."""
    return next(_accepted)


def _count() -> Iterator[int]:
    last = 0
    while True:
        last = max(last + 1, clock.time_ns() // 1000)
        yield last


_accepted = _count()
