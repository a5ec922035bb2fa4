"""Tells data tables from layout tables."""

from itertools import islice

from lxml.html import HtmlElement

_MAX_ELEMENTS = 300
"""Elements of a table that are looked at; its first rows are enough."""
_MAX_CELL = 300
"""Characters of a cell; layout tables hold more."""


def is_data_table(table: HtmlElement) -> bool:
    """Return whether it has two or more rows and columns of short cells, and no table in it."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = widest = cells = characters = 0
    for element in islice(table.iterdescendants(), _MAX_ELEMENTS):
        match element.tag:
            case "table" | "article" | "h1":
                return False
            case "tr":
                rows, cells = rows + 1, 0
            case "td" | "th":
                cells, characters = cells + 1, 0
                widest = max(widest, cells)
        characters += len((element.text or "").strip()) + len((element.tail or "").strip())
        if characters > _MAX_CELL:
            return False
    return rows > 1 and widest > 1
