"""python -m bench [BAR...]: measures, prints the table; all the bars also write it down."""

import argparse
import sys
import time
from importlib import import_module
from pathlib import Path

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.table import Row, as_markdown, as_text, facts

BARS = (
    "first_sound",
    "player",
    "article",
    "edit",
    "memory",
    "readers",
    "exact",
    "stall",
    "loudness",
    "online",
)
"""Each a module with `run(newsroom, bare) -> list[Row]`."""

_DOCUMENT = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_ABOUT = """\
# Benchmarks

Written by `make bench`, in one run on one machine: the product as a client sees it (`listen up`,
HTTP) beside the bare engine (the same segments through hibari on one thread, in a warm process),
in turns. Medians, unless it says otherwise. Every article is new; `n` is how often it was measured.
`bench/` has a file for each bar that says how.
"""


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("bar", nargs="*", help=f"of {', '.join(BARS)}; default: all")
    asked = arguments.parse_args().bar
    if unknown := set(asked) - set(BARS):
        arguments.error(f"there is no bar {', '.join(sorted(unknown))}")
    rows = measure(asked or BARS)
    print(f"\n{as_text(rows)}")
    if not asked:
        _DOCUMENT.write_text(f"{_ABOUT}\n{facts()}\n\n{as_markdown(rows)}\n")
    return 0 if all(row.verdict != "MISS" for row in rows) else 1


def measure(bars: list[str] | tuple[str, ...]) -> list[Row]:
    rows: list[Row] = []
    newsroom = Newsroom()
    with BareEngine() as bare:
        for bar in bars:
            began = time.monotonic()
            found = import_module(f"bench.{bar}").run(newsroom, bare)
            took = f"{bar}: {time.monotonic() - began:.0f} s"
            print(f"{took}\n{as_text(found)}", file=sys.stderr, flush=True)
            rows += found
    return rows


if __name__ == "__main__":
    sys.exit(main())
