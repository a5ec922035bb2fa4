"""Tables in Markdown, and figures as their cells."""

import math
from collections.abc import Iterable, Sequence

Row = Sequence[object]


def table(headings: Row, rows: Iterable[Row]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def as_ms(seconds: float) -> str:
    return "never" if math.isinf(seconds) else f"{1000 * seconds:.0f} ms"


def as_seconds(seconds: float) -> str:
    return "after the peak" if math.isinf(seconds) else f"{seconds:.1f} s"


def as_number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def as_size(size: float) -> str:
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} TB"
