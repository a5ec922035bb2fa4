"""Drops paragraphs that address the reader about the site, by their wording and position."""

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.boilerplate import boilerplate_reason
from listen.article.context import Context
from listen.article.text_block import TextBlock, kept_blocks

_KINDS: tuple[BlockKind, ...] = ("paragraph", "heading", "quote", "list_item")
_EMPHASIS = ("em", "i", "b", "strong", "small", "a")
_MAX_ABOVE, _MAX_BELOW = 1, 2
"""Paragraphs of the article that such a paragraph may have above or below it."""


def drop_appeals(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop appeals, notices and messages of a page; those that may be the article's at its edges.

    Text that was not copied from a page is kept.
    """
    is_page = any(block.element is not None for block in blocks)
    if not is_page and not context.is_copied_page:
        return
    for block in kept_blocks(blocks):
        # A step of instructions is worded alike.
        if block.kind in _KINDS and block.within("ol") is None:
            block.reason = boilerplate_reason(block.text, "sentence")
    kept = kept_blocks(blocks)
    containers = _containers(kept)
    reasons = {
        id(block): reason
        for block in kept
        if block.kind in _KINDS and (reason := boilerplate_reason(block.text, "apart"))
    }
    at_edge = {*_at_edge(kept, reasons, _MAX_ABOVE), *_at_edge(kept[::-1], reasons, _MAX_BELOW)}
    for block in kept:
        reason = reasons.get(id(block), "")
        if reason and (id(block) in at_edge or _is_set_apart(block, containers)):
            block.reason = reason


def _at_edge(kept: Sequence[TextBlock], reasons: dict[int, str], limit: int) -> Iterable[int]:
    """Yield those that have at most so many paragraphs of the article before them."""
    paragraphs = 0
    for block in kept:
        if id(block) in reasons:
            yield id(block)
        elif block.is_prose:
            paragraphs += 1
            if paragraphs > limit:
                return


def _containers(kept: Sequence[TextBlock]) -> set[HtmlElement]:
    """Return the elements that hold several of the article's paragraphs."""
    parents = Counter(
        parent
        for block in kept
        if block.is_prose
        and block.element is not None
        and (parent := block.element.getparent()) is not None
    )
    return {parent for parent, number in parents.items() if number > 1}


def _is_set_apart(block: TextBlock, containers: set[HtmlElement]) -> bool:
    """Return whether the page shows the paragraph in a box or type of its own."""
    element = block.element
    if element is None:
        return False
    if containers and element.getparent() not in containers:
        return True
    texts = [element.text, *(child.tail for child in element)]
    is_emphasized = all(child.tag in (*_EMPHASIS, "br") for child in element)
    return is_emphasized and not any(text and not text.isspace() for text in texts)
