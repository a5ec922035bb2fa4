"""The result of a run of the benchmarks, and its JSON: what all pages and plots are made from."""

import json
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from bench.facts import Facts
from bench.table import Row


@dataclass(frozen=True)
class Outcome:
    """What one benchmark measured."""

    name: str
    """Name of its module."""
    seconds: float
    """Seconds of clock that it took."""
    rows: list[Row]


@dataclass(frozen=True)
class Result:
    """What a run measured, and on which machine."""

    facts: Facts
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [row for outcome in self.outcomes for row in outcome.rows]

    def row(self, bar: str) -> Row | None:
        """Return the row with this name."""
        return next((row for row in self.rows if row.bar == bar), None)

    def to_json(self) -> str:
        """Return one line per fact and per row, so that two runs are easily compared."""
        facts = asdict(self.facts)
        lines = [f"    {json.dumps(row, ensure_ascii=False)}" for row in self._rows()]
        seconds = {outcome.name: round(outcome.seconds, 1) for outcome in self.outcomes}
        separator = ",\n"
        return (
            f'{{\n  "facts": {_indented(facts)},\n  "seconds": {_indented(seconds)},\n'
            f'  "rows": [\n{separator.join(lines)}\n  ]\n}}\n'
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        data: dict[str, Any] = json.loads(text)
        outcomes = [
            Outcome(name, seconds, [_row(row) for row in data["rows"] if row["benchmark"] == name])
            for name, seconds in data["seconds"].items()
        ]
        return cls(Facts(**data["facts"]), outcomes)

    def _rows(self) -> Iterator[dict[str, Any]]:
        for outcome in self.outcomes:
            for row in outcome.rows:
                # JSON has no infinity, which is the time of what never happened.
                measured = row.measured if math.isfinite(row.measured) else None
                fields = {**asdict(row), "measured": measured, "verdict": row.verdict}
                yield {"benchmark": outcome.name, **fields}


def _row(fields: dict[str, Any]) -> Row:
    measured = math.inf if fields["measured"] is None else fields["measured"]
    return Row(fields["bar"], fields["figure"], measured, fields["limit"], fields["n"])


def _indented(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
