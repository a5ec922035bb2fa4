"""What a parser of Markdown leaves out of its tokens: nothing of a text may be lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex
from markdown_it.token import Token

_CELL_EDGE = regex.compile(r"(?<!\\)\|")
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


@dataclass(frozen=True)
class Rest:
    tokens: Sequence[Token]
    references: Mapping[str, Any]
    """The parser's environment."""
    source: Sequence[str]
    """Lines."""

    def definitions(self) -> list[str]:
        """The lines that give links their addresses."""
        return ["\n".join(self.source[first:last]) for first, last in self._spans()]

    def lines(self) -> list[str]:
        """Lines that are in no token; none is known to be."""
        read = {number for span in self._spans() for number in range(*span)}
        for token in self.tokens:
            if token.map and token.type in _LEAVES:
                read.update(range(*token.map))
        left = enumerate(self.source)
        return [line for number, line in left if number not in read and _WORD.search(line)]

    def cells(self) -> Iterator[str]:
        """What stands beside a table's columns, where the parser does not look."""
        columns = 0
        for token in self.tokens:
            if token.type == "table_open":
                columns = 0
            elif token.type == "th_open":
                columns += 1
            elif token.type == "tr_open" and token.map and columns:
                cells = _CELL_EDGE.split(self.source[token.map[0]].strip().removeprefix("|"))
                yield from (cell.strip() for cell in cells[columns:] if _WORD.search(cell))

    def _spans(self) -> list[tuple[int, int]]:
        defined = self.references.get("references", {}).values()
        again = self.references.get("duplicate_refs", [])
        return sorted((first, last) for first, last in (one["map"] for one in (*defined, *again)))
