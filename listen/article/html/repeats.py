"""Drops what a page shows twice: a lead, as its own and in the text, and the header of a table."""

from collections.abc import Sequence
from itertools import groupby

from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.context import Context
from listen.article.reasons import REPEATED
from listen.article.text_block import TextBlock, kept_blocks
from listen.article.title import words

_MIN_WORDS = 10
"""Words of a lead. Fewer may be a phrase that an author repeats."""
_MAX_LEADS, _MAX_BELOW = 3, 12
"""Blocks that may be a lead, and blocks below it in which the text begins."""
_ELLIPSES = ("…", "...", "[…]", "[...]")
_KINDS: tuple[BlockKind, ...] = ("paragraph", "quote", "heading", "list_item")


def drop_repeats(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop the second of two equal paragraphs, or the first if it is cut off with an ellipsis.

    A refrain stands in the same element as the paragraph that it repeats, in the same type. Of a
    table, the header is dropped where it is repeated.
    """
    _drop_repeated_headers(blocks)
    if context.included:
        return
    kept = [block for block in kept_blocks(blocks) if block.kind in _KINDS]
    for index, lead in enumerate(kept[:_MAX_LEADS]):
        key = words(lead.text)
        if len(key) < _MIN_WORDS or lead.reason:
            continue
        is_cut = lead.text.endswith(_ELLIPSES)
        for block in kept[index + 1 : index + 1 + _MAX_BELOW]:
            other = words(block.text)
            if is_cut and len(other) > len(key) and other[: len(key)] == key:
                lead.reason = REPEATED
                break
            if other == key and _place(lead) != _place(block):
                block.reason = REPEATED


def _drop_repeated_headers(blocks: Sequence[TextBlock]) -> None:
    """Drop rows of a table that equal its first one, which has no numbers: a copy for scrolling."""
    for _, rows in groupby(kept_blocks(blocks), lambda block: block.table):
        header, *below = rows
        if header.kind != "table" or any(map(str.isdigit, header.text)):
            continue
        for row in below:
            if row.text == header.text:
                row.reason = REPEATED


def _place(block: TextBlock) -> tuple[HtmlElement | None, str, str]:
    """Return what is equal for paragraphs that stand beside each other in the same type."""
    if block.element is None:
        return None, "", ""
    return block.element.getparent(), block.tag, block.element.get("class") or ""
