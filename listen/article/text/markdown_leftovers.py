"""Source text that the Markdown parser leaves out of its tokens: nothing of a text may be lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex
from markdown_it.token import Token

_CELL_BORDER = regex.compile(r"(?<!\\)\|")
_WORD = regex.compile(r"\w")
_LEAVES = (
    "inline",
    "fence",
    "html_block",
    "hr",
    "heading_open",
    "table_open",
    "paragraph_open",
)
"""Tokens that hold all text of their lines."""


@dataclass(frozen=True)
class Leftovers:
    """A parsed text, searched for source text that is in no token."""

    tokens: Sequence[Token]
    environment: Mapping[str, Any]
    """The parser's environment, which holds the link reference definitions."""
    source: Sequence[str]
    """Lines of the text."""

    def definitions(self) -> list[str]:
        """Return the link reference definitions: the lines that give links their addresses."""
        return ["\n".join(self.source[first:last]) for first, last in self._definition_lines()]

    def lines(self) -> list[str]:
        """Return the lines that are in no token. Nesting beyond the parser's limit causes some."""
        consumed = {number for span in self._definition_lines() for number in range(*span)}
        for token in self.tokens:
            if token.map and token.type in _LEAVES:
                consumed.update(range(*token.map))
            elif token.map and token.type == "footnote_reference_open":
                first, label = token.map[0], token.meta["label"]
                is_empty = self.source[first].rstrip().endswith(f"[^{label}]:")
                consumed.update([first] if is_empty else [])
        return [
            line
            for number, line in enumerate(self.source)
            if number not in consumed and _WORD.search(line)
        ]

    def cells(self) -> Iterator[str]:
        """Yield cells beyond a table's columns, which the parser ignores."""
        columns = 0
        for token in self.tokens:
            if token.type == "table_open":
                columns = 0
            elif token.type == "th_open":
                columns += 1
            elif token.type == "tr_open" and token.map and columns:
                row = self.source[token.map[0]].strip().removeprefix("|")
                cells = _CELL_BORDER.split(row)[columns:]
                yield from (cell.strip() for cell in cells if _WORD.search(cell))

    def _definition_lines(self) -> list[tuple[int, int]]:
        """Return first line and end of each definition."""
        used = self.environment.get("references", {}).values()
        duplicate = self.environment.get("duplicate_refs", [])
        return sorted((first, last) for first, last in (one["map"] for one in (*used, *duplicate)))
