"""Drops the header and footer of an article: names, dates, labels and links around its text."""

from collections.abc import Sequence
from itertools import takewhile

import regex

from audio_cache.spec import BlockKind
from listen.article.boilerplate import boilerplate_reason
from listen.article.context import Context
from listen.article.prose import ends_sentence, is_label
from listen.article.reasons import BOILERPLATE, BYLINE, RELATED_LINKS, TITLE_REPEATED
from listen.article.text_block import TextBlock, kept_blocks
from listen.article.title import words

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BIO_PARAGRAPHS = 3
"""Number of last paragraphs that may be about the author."""
_HEADER_KINDS: tuple[BlockKind, ...] = ("paragraph", "list_item")


def drop_kickers(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop labels above the title, where the page shows it above the text."""
    above = list(takewhile(lambda block: block.reason or not block.is_prose, blocks))
    titles = [index for index, block in enumerate(above) if block.reason == TITLE_REPEATED]
    main_titles = [index for index in titles if above[index].tag == "h1"]
    for block in kept_blocks(above[: next(iter(main_titles or titles), 0)]):
        if is_label(block.text):
            block.reason = boilerplate_reason(block.text, "edge") or BOILERPLATE


def drop_header(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop bylines, dates and boilerplate labels above the first paragraph, or below the lead."""
    paragraphs = _paragraphs(blocks)
    if not paragraphs:
        return
    has_lead = len(paragraphs) > 1 and _is_lead(paragraphs[0], blocks)
    first = paragraphs[1] if has_lead else paragraphs[0]
    for block in takewhile(lambda block: block is not first, kept_blocks(blocks)):
        if block.kind in _HEADER_KINDS and is_label(block.text):
            block.reason = _label_reason(block, context.byline)


def drop_footer(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop links and boilerplate labels below the last paragraph."""
    paragraphs = _paragraphs(blocks)
    if not paragraphs:
        return
    for block in takewhile(
        lambda block: block is not paragraphs[-1], reversed(kept_blocks(blocks))
    ):
        if block.is_link:
            block.reason = RELATED_LINKS
        elif block.kind != "table":
            block.reason = boilerplate_reason(block.text, "edge")


def drop_author_bios(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop last paragraphs that begin with the author's full name.

    The first paragraphs are kept, because an article may be about its author.
    """
    for block in _paragraphs(blocks)[_BIO_PARAGRAPHS:][-_BIO_PARAGRAPHS:]:
        if _begins_with_author(block.text, context.byline):
            block.reason = BYLINE


def _paragraphs(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the kept paragraphs of running text; without any, the kept sentences."""
    kept = kept_blocks(blocks)
    prose = [block for block in kept if block.is_prose]
    return prose or [block for block in kept if ends_sentence(block.text)]


def _is_lead(first: TextBlock, blocks: Sequence[TextBlock]) -> bool:
    """Return whether a byline stands between the first paragraph and the next."""
    below = iter(blocks)
    next(block for block in below if block is first)
    labels = takewhile(lambda block: block.reason or not block.is_prose, below)
    return any(boilerplate_reason(block.text, "edge") == BYLINE for block in labels)


def _label_reason(block: TextBlock, byline: str | None) -> str:
    """Return the reason for dropping a label; empty when it may be the article's."""
    names = words(byline or "")
    is_byline = names and set(names) <= set(words(block.text))
    # In a list the year may be a fact.
    is_date = block.kind == "paragraph" and _YEAR.search(block.text)
    return boilerplate_reason(block.text, "edge") or (BYLINE if is_byline or is_date else "")


def _begins_with_author(text: str, byline: str | None) -> bool:
    authors = [words(author) for author in (byline or "").split(", ")]
    beginning = words(text)
    return any(len(author) > 1 and beginning[: len(author)] == author for author in authors)
