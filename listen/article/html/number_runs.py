"""Drops tables that are built of plain elements: long runs of numbers and short labels."""

from collections.abc import Sequence
from itertools import groupby

import regex

from listen.article.context import Context
from listen.article.reasons import NOT_ARTICLE
from listen.article.text_block import TextBlock, kept_blocks

_CELL = regex.compile(r"[^\s\p{N}]{0,25}[\p{N}][\p{N}.,:%+/() -]{0,15}|[\p{N}\p{P}\p{S} ]{1,15}|\W")
_MAX_CELL = 30
"""Characters of a cell."""
_MIN_CELLS = 12
"""Cells of a run. A shorter one may be a score or a time line."""
_MIN_NUMBERS = 0.5
"""Share of the cells of a run that are numbers."""


def drop_number_runs(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop runs of short paragraphs at least half of which are numbers, as of live figures."""
    for is_cell, run in groupby(kept_blocks(blocks), _is_cell):
        cells = list(run)
        numbers = sum(bool(_CELL.fullmatch(cell.text)) for cell in cells)
        if is_cell and len(cells) >= _MIN_CELLS and numbers >= _MIN_NUMBERS * len(cells):
            for cell in cells:
                cell.reason = NOT_ARTICLE


def _is_cell(block: TextBlock) -> bool:
    return block.kind == "paragraph" and len(block.text) <= _MAX_CELL
