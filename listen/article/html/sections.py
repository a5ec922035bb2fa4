"""Drops sections by their headings: related articles, references, and headings without content."""

from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.boilerplate import boilerplate_reason
from listen.article.context import Context
from listen.article.html.tags import KINDS
from listen.article.prose import is_prose
from listen.article.reasons import (
    BOILERPLATE,
    CAPTION,
    HIDDEN,
    LINK_ADDRESS,
    NAVIGATION,
    NOT_ARTICLE,
    REFERENCES,
    RELATED_LINKS,
)
from listen.article.text_block import TextBlock, kept_blocks

_TEXT_RANK = "text"
"""Rank of text: sorts after the tags of headings, because text is below all of them."""
_MAX_BESIDE = 20
"""Blocks of which one is the first below a heading."""
_BESIDE_HEADING = (NAVIGATION, HIDDEN, LINK_ADDRESS)
"""Reasons of what stands beside a heading, like a link to edit its section."""
_MIN_LINK_WORDS = 4
"""Words of a link to another article; a link to edit a section has fewer."""
_SECTION_KINDS: tuple[BlockKind, ...] = ("list_item", "table")


def drop_opened_sections(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop other articles and comments: the box that their heading is in, without the article."""
    if context.included:
        # A heading beside the included elements does not open a section in them.
        blocks = kept_blocks(blocks)
    text_ancestors: set[HtmlElement] = set()
    boxes: dict[HtmlElement, str] = {}
    ancestors: list[HtmlElement] = []
    for block in blocks:
        if ancestors[:1] != [block.element]:
            ancestors = list(block.ancestors())
        box = next((element for element in ancestors if element in boxes), None)
        if box is not None:
            block.reason = block.reason or boxes[box]
        elif text_ancestors and (reason := _section_reason(block)):
            boxes[_box(ancestors, text_ancestors)] = reason
            block.reason = block.reason or reason
        elif block.is_prose and not block.reason:
            text_ancestors.update(ancestors)


def _box(ancestors: Sequence[HtmlElement], text_ancestors: set[HtmlElement]) -> HtmlElement:
    """Return the element that holds a heading and its section, but not the text above."""
    for element, parent in pairwise(ancestors):
        if parent in text_ancestors:
            return element
        if len(parent) > 1:
            return parent
    return ancestors[-1]


def _section_reason(block: TextBlock) -> str:
    """Return the kind of section that the block is the heading of; empty if none.

    A heading "Comments" may be the article's own, so it opens no section here.
    """
    always = ""
    if block.kind == "heading":
        always = boilerplate_reason(block.text, "always") or boilerplate_reason(
            block.text, "sentence"
        )
    reason = boilerplate_reason(block.text, "opens")
    return reason if reason == RELATED_LINKS else always


def drop_references(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop the list of sources below the text, up to the next heading of the same rank.

    A heading in a box of its own opens only this box.
    """
    text_ancestors: set[HtmlElement] = set()
    section_rank = ""
    box: HtmlElement | None = None
    for index, block in enumerate(blocks):
        if section_rank and box is not None and not _is_within(block, box):
            section_rank, box = "", None
        if block.kind == "heading" and (not section_rank or _rank(block) <= section_rank):
            opens = bool(text_ancestors) and not block.reason and _is_references(block)
            section_rank = _rank(block) if opens else ""
            box = _own_box(blocks[index : index + _MAX_BESIDE], text_ancestors) if opens else None
        if section_rank:
            block.reason = block.reason or REFERENCES
        elif block.is_prose and not block.reason:
            text_ancestors.update(block.ancestors())


def _is_references(heading: TextBlock) -> bool:
    return boilerplate_reason(heading.text, "opens") == REFERENCES


def _own_box(blocks: Sequence[TextBlock], text_ancestors: set[HtmlElement]) -> HtmlElement | None:
    """Return the box of the heading that comes first; None when only the heading is in one."""
    heading, *below = blocks
    outside = [element for element in heading.ancestors() if element not in text_ancestors]
    first = next((block for block in below if block.reason not in _BESIDE_HEADING), None)
    is_box = bool(outside) and first is not None and _is_within(first, outside[-1])
    return outside[-1] if is_box else None


def _is_within(block: TextBlock, box: HtmlElement) -> bool:
    return any(element is box for element in block.ancestors())


def drop_empty_headings(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop headings below the text, and those whose section or box of links was dropped."""
    _drop_headings_of_links(blocks)
    rank_below, is_lost = "", True
    for block in reversed(blocks):
        if block.reason:
            is_lost = is_lost or _is_section_content(block)
        elif block.kind != "heading":
            rank_below, is_lost = _TEXT_RANK, False
        elif is_lost and _rank(block) >= rank_below:
            block.reason = BOILERPLATE
        else:
            rank_below, is_lost = _rank(block), False


def _drop_headings_of_links(blocks: Sequence[TextBlock]) -> None:
    """Drop headings of links that were dropped: in a box of their own, or with known words."""
    kept = [block for block in blocks if block.kind != "heading" and not block.reason]
    text_ancestors = {element for block in kept for element in block.ancestors()}
    for index, block in enumerate(blocks):
        if block.kind != "heading" or block.reason or block.element is None:
            continue
        outside = [element for element in block.ancestors() if element not in text_ancestors]
        below = blocks[index + 1 : index + _MAX_BESIDE]
        in_box = [other for other in below if _is_within(other, outside[-1])] if outside else []
        opens_links = any(boilerplate_reason(block.text, scope) for scope in ("opens", "edge"))
        if any(map(_is_other_article, in_box if len(outside) > 1 else below[:opens_links])):
            block.reason = RELATED_LINKS


def _is_other_article(block: TextBlock) -> bool:
    """Return whether a block was dropped as the link to another article."""
    is_other = block.reason in (RELATED_LINKS, NOT_ARTICLE) and block.is_link
    return is_other and len(block.text.split()) >= _MIN_LINK_WORDS


def _rank(heading: TextBlock) -> str:
    """Return the tag of the heading's element. Tags sort by rank: h1 before h2."""
    tag = ""
    for element in heading.ancestors():
        tag = str(element.tag)
        if KINDS.get(tag) == "heading":
            break
    return tag


def _is_section_content(block: TextBlock) -> bool:
    """Return whether a block is what a heading is for, and does not belong to a picture."""
    is_caption = block.reason == CAPTION or block.kind == "caption"
    return not is_caption and (block.kind in _SECTION_KINDS or is_prose(block.text))
