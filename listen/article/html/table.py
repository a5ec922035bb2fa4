"""Which tables of a page hold data, and which only lay it out."""

from itertools import islice

from lxml.html import HtmlElement

_LOOKED_AT = 300
"""Elements of a table: its first rows tell."""
_LONG = 300
"""Characters: nobody writes this much into a cell."""


def is_data(table: HtmlElement) -> bool:
    """At least two columns and rows of short cells, and no table within."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = widest = cells = written = 0
    for element in islice(table.iterdescendants(), _LOOKED_AT):
        match element.tag:
            case "table" | "article" | "h1":
                return False
            case "tr":
                rows, cells = rows + 1, 0
            case "td" | "th":
                cells, written = cells + 1, 0
                widest = max(widest, cells)
        written += len((element.text or "").strip()) + len((element.tail or "").strip())
        if written > _LONG:
            return False
    return rows > 1 and widest > 1
