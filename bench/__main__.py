"""Runs benchmarks and prints their table: python -m bench [BENCHMARK...].

A run of all benchmarks also writes docs/benchmarks.md.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.table import Row, as_markdown, as_text, facts

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

_DOCUMENT = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_ABOUT = """\
# Benchmarks

Written by `make bench` in one run on one machine. It alternates between the product as a client
sees it (`listen up` over HTTP) and the bare engine (the same segments through hibari on one thread
in a warm process), or what a newcomer would use instead. Figures are medians unless stated
otherwise. Every article is new; `n` is the number of measurements. Each module of `bench/`
describes its method.
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("benchmark", nargs="*", help=f"{', '.join(BENCHMARKS)}; defaults to all")
    names = parser.parse_args().benchmark
    if unknown := set(names) - set(BENCHMARKS):
        parser.error(f"unknown benchmark: {', '.join(sorted(unknown))}")
    rows = measure(names or BENCHMARKS)
    print(f"\n{as_text(rows)}")
    if not names:
        _DOCUMENT.write_text(f"{_ABOUT}\n{facts()}\n\n{as_markdown(rows)}\n")
    return 0 if all(row.verdict != "MISS" for row in rows) else 1


def measure(names: Sequence[str]) -> list[Row]:
    """Run benchmarks one after another, and print the rows of each to stderr."""
    rows: list[Row] = []
    newsroom = Newsroom()
    with BareEngine() as bare:
        for name in names:
            began = time.monotonic()
            results = import_module(f"bench.{name}").run(newsroom, bare)
            header = f"{name}: {time.monotonic() - began:.0f} s"
            print(f"{header}\n{as_text(results)}", file=sys.stderr, flush=True)
            rows += results
    return rows


if __name__ == "__main__":
    sys.exit(main())
