"""Reports of players: how far each load has come. A later report includes the earlier ones."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audio_cache.excerpt import excerpt
from listen.errors import Malformed

LOADED, PLAYED, ENDED = "load", "play", "end"
EVENTS = (LOADED, PLAYED, ENDED)
"""The audio was described, it has sounded, its end was reached."""

_FIELDS = ("token", "event", "seconds")


@dataclass(frozen=True)
class Report:
    """The state of one load of a player."""

    token: str
    event: str
    """The last of EVENTS that has happened."""
    seconds: float = 0.0
    """Seconds of the audio that were played, each counted once."""


def parse_report(fields: Mapping[str, Any]) -> Report:
    """Return the report in the fields of a request. Raises Malformed."""
    if unknown := sorted(fields.keys() - set(_FIELDS)):
        raise Malformed(
            f"Unknown field {excerpt(unknown[0])}. The fields are: {', '.join(_FIELDS)}."
        )
    token, event, seconds = (fields.get(name) for name in _FIELDS)
    if not isinstance(token, str) or not token:
        raise Malformed("'token' must be the `extensions.plays.token` of an audio resource.")
    if event not in EVENTS:
        raise Malformed(f"'event' must be one of: {', '.join(EVENTS)}; got {excerpt(event)}.")
    return Report(token, event, _parse_seconds(0 if seconds is None else seconds))


def _parse_seconds(value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value < 0:
        raise Malformed(f"'seconds' must be a number that is not negative, got {excerpt(value)}.")
    return float(value)
