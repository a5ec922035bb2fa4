"""Runs benchmarks and prints their table: python -m bench [--quick] [BENCHMARK...].

A run of all benchmarks also writes docs/benchmarks.json, and the pages that are made from it.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from importlib import import_module

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.facts import Facts
from bench.pages import RESULT, write_pages
from bench.result import Outcome, Result
from bench.table import as_text

BENCHMARKS = (
    "first_sound",
    "player",
    "article",
    "throughput",
    "edit",
    "memory",
    "readers",
    "slow",
    "cached",
    "exact",
    "stall",
    "loudness",
    "online",
    "peers",
)
"""Modules with a function `run(newsroom, bare) -> list[Row]`."""

QUICK = ("first_sound", "article", "edit")
"""Benchmarks of a quick run, which takes some 80 seconds."""

_QUICK_EFFORT = 0.25


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("benchmark", nargs="*", help=f"{', '.join(BENCHMARKS)}; defaults to all")
    parser.add_argument(
        "--quick",
        action="store_true",
        help=f"a quarter of the repetitions, and writes nothing; defaults to {', '.join(QUICK)}",
    )
    options = parser.parse_args()
    if unknown := set(options.benchmark) - set(BENCHMARKS):
        parser.error(f"unknown benchmark: {', '.join(sorted(unknown))}")
    names = options.benchmark or (QUICK if options.quick else BENCHMARKS)
    result = measure(names, _QUICK_EFFORT if options.quick else 1.0)
    print(f"\n{as_text(result.rows)}")
    if names is BENCHMARKS:
        RESULT.write_text(result.to_json(), "utf-8")
        write_pages()
    return 0 if all(row.verdict != "MISS" for row in result.rows) else 1


def measure(names: Sequence[str], effort: float) -> Result:
    """Run benchmarks one after another, and print the rows of each to stderr."""
    result = Result(Facts.of_this_machine())
    newsroom = Newsroom(effort)
    with BareEngine() as bare:
        for name in names:
            began = time.monotonic()
            rows = import_module(f"bench.{name}").run(newsroom, bare)
            outcome = Outcome(name, time.monotonic() - began, rows)
            header = f"{name}: {outcome.seconds:.0f} s"
            print(f"{header}\n{as_text(rows)}", file=sys.stderr, flush=True)
            result.outcomes.append(outcome)
    return result


if __name__ == "__main__":
    sys.exit(main())
