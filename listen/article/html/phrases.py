"""Drops single lines of a page: boilerplate phrases, and lines that are only a link."""

from collections.abc import Sequence

from audio_cache.spec import BlockKind
from listen.article.boilerplate import boilerplate_reason
from listen.article.context import Context
from listen.article.prose import ends_sentence, is_prose
from listen.article.reasons import RELATED_LINKS
from listen.article.text_block import TextBlock, kept_blocks

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
