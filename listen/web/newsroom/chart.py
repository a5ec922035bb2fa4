"""A bar chart of days, drawn by the server as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from listen.plays.history import DayCounts

WIDTH, HEIGHT = 560, 120
"""Size of the bars' area, in the chart's own units."""
_GAP = 0.15
"""Share of a day's width between two bars."""


@dataclass(frozen=True)
class Bar:
    """A day."""

    day: str
    value: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """A chart of plays."""

    bars: tuple[Bar, ...]
    highest: int
    """The value of the highest bar, at least 1."""
    first: str
    last: str
    total: int


def chart_of(days: Sequence[DayCounts]) -> Chart:
    """Return the chart of at least one day's plays."""
    values = [each.counts.plays for each in days]
    highest, step = max(1, *values), WIDTH / len(days)
    bars = tuple(
        Bar(
            _say_day(each.day),
            value,
            round((index + _GAP / 2) * step, 2),
            round(HEIGHT - HEIGHT * value / highest, 2),
            round((1 - _GAP) * step, 2),
            round(HEIGHT * value / highest, 2),
        )
        for index, (each, value) in enumerate(zip(days, values, strict=True))
    )
    return Chart(bars, highest, bars[0].day, bars[-1].day, sum(values))


def _say_day(day: date) -> str:
    return day.strftime("%-d %b")
