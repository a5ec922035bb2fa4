"""Drops lines of a page: boilerplate phrases, lines that are only a link, and lists of those."""

from collections.abc import Sequence
from itertools import groupby

from audio_cache.spec import BlockKind
from listen.article.boilerplate import boilerplate_reason
from listen.article.context import Context
from listen.article.prose import ends_sentence, is_prose
from listen.article.reasons import RELATED_LINKS
from listen.article.text_block import TextBlock, kept_blocks
from listen.article.title import MIN_WORDS, words

_DATA_KINDS: tuple[BlockKind, ...] = ("code", "table")


def drop_boilerplate(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop lines that are boilerplate anywhere."""
    for block in kept_blocks(blocks):
        if block.kind not in _DATA_KINDS:
            block.reason = boilerplate_reason(block.text, "always")


def drop_link_lines(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop lines that are nothing but a link, because they lead away from the article."""
    for block in kept_blocks(blocks):
        is_text = block.kind != "paragraph" or ends_sentence(block.text) or is_prose(block.text)
        if block.is_link and not is_text:
            block.reason = RELATED_LINKS


def drop_link_lists(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop lists whose items are all headlines of other articles, between two paragraphs.

    A list that a colon or a heading announces is the article's.
    """
    if context.included:
        return
    before: TextBlock | None = None
    for is_list, run in groupby(kept_blocks(blocks), lambda block: block.kind == "list_item"):
        items = list(run)
        is_announced = before is None or not before.is_prose or before.text.rstrip().endswith(":")
        if is_list and not is_announced and all(map(_is_headline, items)):
            for item in items:
                item.reason = RELATED_LINKS
        before = items[-1]


def _is_headline(block: TextBlock) -> bool:
    return block.is_link and len(words(block.text)) >= MIN_WORDS
