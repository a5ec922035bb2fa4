"""Finds the title and the headings of a text by how they are written."""

from collections.abc import Sequence
from itertools import pairwise

from listen.article.context import Context
from listen.article.prose import is_prose
from listen.article.text_block import TextBlock, kept_blocks
from listen.article.title import words

_NOT_HEADING_ENDS = (".", ",", ";", ":", "-", "–", "—", "…", "。", "،")
_MAX_TITLE, _MAX_HEADING = 150, 80
"""Characters."""


def find_title(blocks: Sequence[TextBlock], context: Context) -> None:
    """Take the first line as the title when it is written as one, and none is known."""
    if context.title_block is None and not context.titles:
        context.title_block = _first_line_title(kept_blocks(blocks))
    if context.title_block:
        context.title_block.kind = "title"


def mark_headings(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Mark lines between paragraphs that are written as headings."""
    is_below_prose = False
    for block, below in pairwise(kept_blocks(blocks)):
        if is_below_prose and block.is_separate and _is_heading(block, below, _MAX_HEADING):
            block.kind = "heading"
        is_below_prose = is_below_prose or is_prose(block.text)


def _first_line_title(blocks: Sequence[TextBlock]) -> TextBlock | None:
    if len(blocks) < 2 or not blocks[0].text:
        return None
    first, second = blocks[:2]
    if first.kind == "heading":
        return first
    is_title = _is_heading(first, second, _MAX_TITLE) and len(words(first.text)) > 1
    return first if is_title else None


def _is_heading(block: TextBlock, below: TextBlock, max_length: int) -> bool:
    return (
        block.kind == "paragraph"
        and len(block.text) <= max_length
        and not block.text.endswith(_NOT_HEADING_ENDS)
        and below.kind == "paragraph"
        and (is_prose(below.text) or (block.is_separate and _is_verse(below)))
    )


def _is_verse(block: TextBlock) -> bool:
    return block.stanza is not None and block.stanza.is_sure
