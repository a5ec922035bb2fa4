"""A plot of figures beside their limits, as SVG.

Each bar ends at the share of its limit that was measured, so that all limits are one line. Colours
are attributes, not a style sheet: there is one file for light and one for dark pages. A style sheet
in an image follows the system, and so does not know the theme that a reader chose on GitHub, where
`<picture>` follows it.
"""

import math
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bench.table import Row

_WIDTH = 400
"""Units. Little more than the pixels of a phone, so that text keeps its size there."""
_MARGIN = 12
_SCALE = 0.75
"""Share of the width at which the limit is."""
_TITLE, _GROUP, _TEXT, _SMALL = 17, 15, 13, 12
"""Sizes of text."""
_LINE = 17
_BAR = 12
_GAP = 12
_COLUMNS = 56
"""Characters of a line of the size _TEXT that fit."""
_UNIT = re.compile(r"(?<=\d) (?=\w+\b)")
"""The space between a number and its unit."""
_FONT = "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif"


@dataclass(frozen=True)
class Theme:
    """Colours of a page, with a contrast of 4.5:1 for text and 3:1 for bars."""

    page: str
    text: str
    muted: str
    track: str
    bar: str
    miss: str


THEMES = {
    "light": Theme("#ffffff", "#1f2328", "#59636e", "#eaeef2", "#0969da", "#cf222e"),
    "dark": Theme("#0d1117", "#f0f6fc", "#9198a1", "#262c36", "#4493f8", "#f85149"),
}


@dataclass(frozen=True)
class Bar:
    """A row of the plot."""

    label: str
    row: Row
    """It has a limit above zero."""

    @property
    def share(self) -> float:
        """Measured relative to the limit; infinite for what never happened."""
        return self.row.measured / (self.row.limit or math.nan)

    @property
    def value(self) -> str:
        """The measurement and its limit in words."""
        miss = ", missed" if self.row.verdict == "MISS" else ""
        measured = f"{self.row.measured:.3g}" if math.isfinite(self.row.measured) else "nothing"
        return f"{measured} of at most {self.row.limit:.3g}{miss}"


@dataclass(frozen=True)
class Group:
    """Bars below one heading."""

    heading: str
    bars: Sequence[Bar]


def draw(title: str, about: str, groups: Sequence[Group], theme: Theme) -> str:
    """Return the SVG. `about` is a line below the title. Equal arguments give equal bytes."""
    canvas = _Canvas(theme)
    canvas.write(title, _TITLE, theme.text, bold=True)
    for line in textwrap.wrap(about, _COLUMNS):
        canvas.write(line, _SMALL, theme.muted)
    for group in groups:
        canvas.y += _GAP
        canvas.write(group.heading, _GROUP, theme.text, bold=True)
        for bar in group.bars:
            canvas.bar(bar)
    return canvas.finished(title, " ".join(_description(about, groups)))


def _description(about: str, groups: Sequence[Group]) -> Iterator[str]:
    """Yield the plot as sentences, for readers who do not see it."""
    yield about
    for group in groups:
        yield f"{group.heading}:"
        yield "; ".join(f"{bar.label}, {bar.value} ({bar.row.figure})" for bar in group.bars) + "."


class _Canvas:
    """Draws from top to bottom."""

    def __init__(self, theme: Theme) -> None:
        self.y = float(_MARGIN)
        self._theme = theme
        self._body = ET.Element("g", {"font-family": _FONT})

    def write(self, text: str, size: int, colour: str, *, bold: bool = False) -> None:
        """Write a line of text."""
        weight = {"font-weight": "600"} if bold else {}
        self.y += size + 1
        position = {"x": str(_MARGIN), "y": f"{self.y:g}", "font-size": str(size), "fill": colour}
        ET.SubElement(self._body, "text", {**position, **weight}).text = text
        self.y += _LINE - _SMALL

    def bar(self, bar: Bar) -> None:
        """Draw a bar between its label and its value."""
        theme, width = self._theme, _WIDTH - 2 * _MARGIN
        is_miss = bar.row.verdict == "MISS"
        self.y += _GAP / 3
        for line in textwrap.wrap(bar.label, _COLUMNS):
            self.write(line, _TEXT, theme.text)
        length = min(max(bar.share, 0) * _SCALE, 1) * width
        self._box(width, theme.track)
        self._box(length, theme.miss if is_miss else theme.bar)
        limit = {"x": f"{_MARGIN + _SCALE * width - 1:g}", "width": "2", "fill": theme.text}
        ET.SubElement(
            self._body, "rect", {**limit, "y": f"{self.y - 3:g}", "height": str(_BAR + 6)}
        )
        self.y += _BAR + 3
        words = _UNIT.sub("\N{NO-BREAK SPACE}", f"{bar.value}: {bar.row.figure}")
        for line in textwrap.wrap(words, _COLUMNS + 4):
            self.write(line, _SMALL, theme.miss if is_miss else theme.muted)

    def _box(self, length: float, colour: str) -> None:
        place = {"x": str(_MARGIN), "y": f"{self.y:g}", "rx": "3"}
        size = {"width": f"{length:.1f}", "height": str(_BAR)}
        ET.SubElement(self._body, "rect", {**place, **size, "fill": colour})

    def finished(self, title: str, description: str) -> str:
        height = f"{self.y + _MARGIN:g}"
        size = {"width": str(_WIDTH), "height": height, "viewBox": f"0 0 {_WIDTH} {height}"}
        names = {"role": "img", "aria-labelledby": "title desc"}
        svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, **names})
        ET.SubElement(svg, "title", {"id": "title"}).text = title
        ET.SubElement(svg, "desc", {"id": "desc"}).text = description
        page = {"width": "100%", "height": "100%", "rx": "6", "fill": self._theme.page}
        ET.SubElement(svg, "rect", page)
        svg.append(self._body)
        ET.indent(svg)
        return ET.tostring(svg, "unicode") + "\n"
