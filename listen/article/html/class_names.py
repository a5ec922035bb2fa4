"""Drops boxes whose class name or id says that they are boilerplate: share bars, bios, ads."""

from collections import Counter
from collections.abc import Iterable, Sequence

import regex
from lxml.html import HtmlElement

from listen.article.boilerplate import boilerplate_reason
from listen.article.context import Context
from listen.article.html.name_words import read_name
from listen.article.html.tags import KINDS
from listen.article.reasons import RELATED_LINKS
from listen.article.text_block import TextBlock, kept_blocks
from listen.article.title import words

_MAX_BOX_SHARE = 0.3
"""Share of the kept text. A larger box is the article, whatever its class says."""

_NEVER = frozenset(("html", "body", "main", "article"))
"""Tags of elements that are no boxes."""
_LABELS = ("share bar", "photo credit", "tags", "player label")
"""Kinds of boilerplate that consist of labels. A box that holds running text is none of them."""
_WORDS = regex.compile(r"[\p{L}\p{N}]+")


def drop_boxes(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop the blocks in such a box, with the kind of the box as their reason.

    Included elements are the article, whatever they and the elements around them are called.
    """
    finder = BoxFinder(blocks, context.included)
    sizes: Counter[HtmlElement] = Counter()
    for block in kept_blocks(blocks):
        for box in finder.boxes(block):
            sizes[box] += len(block.text)
    max_size = _MAX_BOX_SHARE * sum(len(block.text) for block in kept_blocks(blocks))
    for block in kept_blocks(blocks):
        for box in finder.boxes(block):
            if sizes[box] < max_size:
                block.reason = finder.reasons[box]
                break


class BoxFinder:
    """Finds the boxes of boilerplate around each block, and caches them for each element."""

    def __init__(self, blocks: Sequence[TextBlock], included: Iterable[HtmlElement] = ()) -> None:
        self.reasons: dict[HtmlElement, str] = {}
        self._names: dict[HtmlElement, tuple[str, bool]] = {}
        self._named: dict[HtmlElement, tuple[HtmlElement, ...]] = dict.fromkeys(included, ())
        first: dict[HtmlElement, TextBlock] = {}
        linked: set[HtmlElement] = set()
        prose: set[HtmlElement] = set()
        for block in blocks:
            for box in self._find(block):
                if not block.reason:
                    first.setdefault(box, block)
                if block.linked:
                    linked.add(box)
                if block.is_prose and not block.is_mostly_links:
                    prose.add(box)
        for box, (reason, is_sure) in self._names.items():
            may_hold_prose = is_sure and reason not in _LABELS
            is_section = box in first and box in prose and _is_section(box, first[box])
            # A box that is called a teaser and has no link is the article's lead.
            is_lead = reason == RELATED_LINKS and box not in linked
            if (may_hold_prose or box not in prose) and not is_section and not is_lead:
                self.reasons[box] = reason

    def boxes(self, block: TextBlock) -> tuple[HtmlElement, ...]:
        """Return the boxes around the block, the outermost first."""
        return tuple(box for box in self._find(block) if box in self.reasons)

    def _find(self, block: TextBlock) -> tuple[HtmlElement, ...]:
        """Return the elements around the block that have a name, the outermost first."""
        path = []
        named: tuple[HtmlElement, ...] = ()
        for element in block.ancestors():
            if element in self._named:
                named = self._named[element]
                break
            path.append(element)
        for element in reversed(path):
            if name := _name(element):
                self._names[element] = name
                named = (*named, element)
            self._named[element] = named
        return named


def _name(element: HtmlElement) -> tuple[str, bool] | None:
    """Return the kind of boilerplate that an element's class or id names, and if it is sure.

    An id must say nothing else, because ids are also made from the words of headings.
    """
    if element.tag in _NEVER:
        return None
    is_heading = KINDS.get(element.tag) == "heading"
    names = [read_name(name) for name in (element.get("class") or "").split()]
    if not is_heading and (named := read_name(element.get("id") or "")) and named.is_whole:
        names.append(named)
    found = [name for name in names if name]
    sure = next((name for name in found if name.is_sure), None)
    if sure or is_heading or not found:
        return (sure.reason, True) if sure else None
    return found[0].reason, False


def _is_section(box: HtmlElement, first: TextBlock) -> bool:
    """Return whether the box is a section of the article, whose id its heading begins with."""
    name = _WORDS.findall((box.get("id") or "").casefold())
    is_named_by_class = any(
        found and found.is_sure for found in map(read_name, (box.get("class") or "").split())
    )
    return (
        bool(name)
        and not is_named_by_class
        and first.kind == "heading"
        and words(first.text)[: len(name)] == name
        and not any(boilerplate_reason(first.text, scope) for scope in ("always", "edge", "opens"))
    )
