"""Writes the pages and plots of docs/benchmarks.json: python -m bench.pages.

They are docs/benchmarks.md, the plots in docs/benchmarks/, and a section of README.md. Nothing is
measured.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.plot import THEMES, Bar, Group, draw
from bench.result import Result
from bench.table import as_markdown

ROOT = Path(__file__).parent.parent
RESULT = ROOT / "docs" / "benchmarks.json"

_DOCUMENT, _README = "docs/benchmarks.md", "README.md"
_SECTION = re.compile(r"(<!-- make bench writes this -->\n).*?(<!-- end -->)", re.DOTALL)

_GROUPS = {
    "First sound after a click": {
        "first sound, with a title: median / bare": "Article with a title, median / bare engine",
        "first sound, with a title: p95 / bare": "Article with a title, p95 / bare engine",
        "first sound, without a title: median / bare": "Without a title, median / bare engine",
        "first sound, workers busy: p95 / (idle p95 + a bare sentence)": "All workers busy, p95 / "
        "(idle p95 + a bare sentence)",
        "first sound, 10 clicks at once: the last, seconds": "The last of ten clicks at once, "
        "seconds",
    },
    "Whole article": {
        "whole article: wall / bare": "500 words, time / bare engine",
        "one sentence of twenty edited: wall / cold": "One sentence of twenty edited, time / new",
    },
    "Processor": {
        "whole article: processor / bare": "500 words, processor time / bare engine",
        "a hundred articles: processor / bare": "A hundred articles that wait, processor time / "
        "bare engine",
    },
    "Beside other programs": {
        "first sound: product / *": "First sound / *",
        "whole article: product / *": "Whole article / *",
    },
}
"""Headings of the plot, and the label of each row below them. A star is the end of any name."""

_HEADLINES = {
    "first sound, with a title: median / bare": "First sound after a click",
    "whole article: wall / bare": "Article of 500 words, until its last byte",
    "whole article: processor / bare": "Its processor time",
    "one sentence of twenty edited: wall / cold": "One sentence of twenty edited",
}
"""Rows of the README."""

_TITLE = "Listen beside the bare engine"
_LEGEND = "Shorter is better. The mark on each bar is the limit that a release must keep."

_ABOUT = """\
# Benchmarks

Written by `make bench` in one run on one machine. It alternates between the product as a client
sees it (`listen up` over HTTP) and the bare engine (the same segments through hibari on one thread
in a warm process), or what a newcomer would use instead. The product and the bare engine run as
their packages install them: hibari would be 3 % faster with scipy. Figures are medians unless
stated otherwise. Every article is new; `n` is the number of measurements. Each module of `bench/`
describes its method.
[benchmarks.json](benchmarks.json) has the same figures for programs.
"""


def write_pages() -> None:
    """Write every page and plot again."""
    result = Result.from_json(RESULT.read_text("utf-8"))
    for name, text in pages_of(result, (ROOT / _README).read_text("utf-8")).items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(text, "utf-8")


def pages_of(result: Result, readme: str) -> Mapping[str, str]:
    """Return the path from the root and the text of each file that a result decides."""
    plots = {
        _plot(theme): draw(_TITLE, f"{_LEGEND} {result.facts.hardware}.", groups(result), colours)
        for theme, colours in THEMES.items()
    }
    return {**plots, _DOCUMENT: _document(result), _README: _readme(result, readme)}


def groups(result: Result) -> list[Group]:
    """Return what the plot has of a result. Rows without a limit have no place in it."""
    found = []
    for heading, labels in _GROUPS.items():
        bars = [bar for name, label in labels.items() for bar in _bars(result, name, label)]
        if bars:
            found.append(Group(heading, bars))
    return found


def _bars(result: Result, name: str, label: str) -> Iterator[Bar]:
    start, star, _ = name.partition("*")
    for row in result.rows:
        if row.limit and (row.bar.startswith(start) if star else row.bar == name):
            yield Bar(label.replace("*", row.bar.removeprefix(start)), row)


def _document(result: Result) -> str:
    total = sum(outcome.seconds for outcome in result.outcomes)
    times = ", ".join(f"{each.name} {each.seconds:.0f} s" for each in result.outcomes)
    return "\n\n".join(
        (
            f"{_ABOUT}\n{result.facts}",
            _picture("docs/"),
            as_markdown(result.rows),
            f"The run took {total / 60:.1f} minutes: {times}.\n",
        )
    )


def _readme(result: Result, readme: str) -> str:
    """Return the README with the section of this result."""
    table = ["| | measured | ratio | at most |", "|---|---|---|---|"]
    for bar, label in _HEADLINES.items():
        if row := result.row(bar):
            table.append(f"| {label} | {row.figure} | {row.measured:.3g} | {row.limit:.3g} |")
    section = "\n\n".join(
        (
            "## Speed",
            "The same sentences by the bare engine, on one thread of the same machine, are the "
            f"measure.\nMeasured on {result.facts.hardware}. [All figures]({_DOCUMENT}).",
            "\n".join(table),
            _picture(""),
        )
    )
    return _SECTION.sub(lambda found: f"{found[1]}{section}\n\n{found[2]}", readme)


def _picture(folder: str) -> str:
    """Return the plot in HTML, for a page in a folder."""
    light, dark = (_plot(theme).removeprefix(folder) for theme in ("light", "dark"))
    return (
        f'<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="{dark}">\n'
        f'  <img alt="{_TITLE}: a bar for each figure, and its limit" src="{light}" width="480">\n'
        "</picture>"
    )


def _plot(theme: str) -> str:
    return f"docs/benchmarks/{theme}.svg"


if __name__ == "__main__":
    write_pages()
