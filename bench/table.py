"""The table of results: one row per figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HEADINGS = ("bar", "figure", "measured", "at most", "", "n")


@dataclass(frozen=True)
class Row:
    """A figure and its limit."""

    bar: str
    """Name of the figure."""
    figure: str
    """The measurement with its unit, and its reference."""
    measured: float
    limit: float | None
    """Maximum of `measured`; None for a figure without a limit."""
    n: int
    """Number of measurements."""

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return "-"
        return "pass" if self.measured <= self.limit else "MISS"

    def cells(self) -> tuple[str, ...]:
        limit = "" if self.limit is None else f"{self.limit:.3g}"
        return self.bar, self.figure, f"{self.measured:.3g}", limit, self.verdict, str(self.n)


def as_text(rows: Iterable[Row]) -> str:
    return aligned([_HEADINGS, *(row.cells() for row in rows)])


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Return a line of text for each sequence of cells, with columns of equal width."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def as_markdown(rows: Iterable[Row]) -> str:
    lines = [_HEADINGS, ("---",) * len(_HEADINGS), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
