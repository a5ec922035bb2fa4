"""Limits the progress that a report may claim to what the time since the load allows."""

from dataclasses import dataclass

from listen.plays.report import ENDED, LOADED, Report

MAX_SPEED = 3.0
"""The fastest speed of the player."""

_TOLERANCE = 0.01
"""Share of the audio that a player may miss when it measures what it plays."""

LEVELS = ("loads", "plays", "quarter_25", "quarter_50", "quarter_75", "completions")
"""Counters in the order in which a load reaches them: level 1, 2, ... 6."""

_LOAD, _PLAY = 1, 2
_QUARTERS = 3


@dataclass(frozen=True)
class Progress:
    """The progress of a load. Of two, the greater level and the greater seconds count."""

    level: int
    """Number of LEVELS that were reached."""
    seconds: int = 0
    """Whole seconds of the audio that were played."""


def believable_progress(report: Report, elapsed: float, duration: float | None) -> Progress:
    """Return the progress that a report can truly claim.

    `elapsed` is in seconds since the load, and `duration` is the audio's; None if it is unknown.
    More cannot have been played than the time allows at the highest speed. A quarter counts when
    so much was played, and the end after three quarters: whoever jumps there has not heard it.
    """
    if report.event == LOADED:
        return Progress(_LOAD)
    if duration is None:  # a later report counts the seconds
        return Progress(_PLAY)
    possible = max(0.0, elapsed) * MAX_SPEED
    seconds = min(report.seconds, possible, duration)
    quarters = sum(
        possible >= quarter / 4 * duration
        and report.seconds >= (quarter / 4 - _TOLERANCE) * duration
        for quarter in range(1, _QUARTERS + 1)
    )
    is_completed = quarters == _QUARTERS and report.event == ENDED
    return Progress(_PLAY + quarters + is_completed, int(seconds))
