"""Selects the main content of a page: the blocks of its article (Readability's grabArticle)."""

from collections import defaultdict
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.html.body import find_body
from listen.article.prose import ends_sentence
from listen.article.reasons import NOT_ARTICLE
from listen.article.text_block import TextBlock

MAX_ELEMENTS = 20_000
"""Elements of a page for trafilatura, which takes up to 0.15 ms for each."""
MAX_CHARACTERS = 2_000_000
"""Characters of a page's text, class names and ids for trafilatura."""
_INSERT_KINDS: tuple[BlockKind, ...] = ("code", "table", "caption")
"""Kinds of blocks that stand between paragraphs and belong to them."""
_MAX_LEVELS, _MAX_HEADING_LEVELS = 4, 2
"""Elements between a block and the element that holds the paragraphs around it."""
_MIN_ARTICLE = 300
"""Characters of an article that is surely complete."""


def select_main(
    root: HtmlElement,
    blocks: Sequence[TextBlock],
    asides: Sequence[HtmlElement],
    included: set[HtmlElement],
) -> None:
    """Drop the blocks that are not the article.

    The article is what is in the included elements. When there are none it is detected; the
    asides are then removed from the tree.
    """
    selected = _within(blocks, included) if included else _detect(root, blocks, asides)
    for block, is_selected in zip(blocks, selected, strict=True):
        if not is_selected:
            block.reason = block.reason or NOT_ARTICLE


def _detect(
    root: HtmlElement, blocks: Sequence[TextBlock], asides: Sequence[HtmlElement]
) -> list[bool]:
    if _is_large(root, blocks):
        return find_body(blocks)
    for aside in asides:
        aside.drop_tree()
    # Imported lazily: trafilatura takes 0.2 s, and most articles come as text.
    from listen.article.html.main_text import align, main_text  # noqa: PLC0415

    found = align(blocks, main_text(root, favor_precision=True))
    if _size(blocks, found) < _MIN_ARTICLE:
        recalled = align(blocks, main_text(root, favor_precision=False))
        found = max(
            (found, recalled, find_body(blocks)),
            key=lambda found: _size(blocks, found) // _MIN_ARTICLE,
        )
    return _fill_gaps(blocks, found)


def _is_large(root: HtmlElement, blocks: Sequence[TextBlock]) -> bool:
    characters = sum(len(block.text) for block in blocks)
    for number, element in enumerate(root.iter(etree.Element)):
        characters += len(element.get("class", "")) + len(element.get("id", ""))
        if number > MAX_ELEMENTS or characters > MAX_CHARACTERS:
            return True
    return False


def _size(blocks: Sequence[TextBlock], found: Sequence[bool]) -> int:
    """Return the number of characters found."""
    return sum(len(block.text) for block, is_in in zip(blocks, found, strict=True) if is_in)


def _fill_gaps(blocks: Sequence[TextBlock], found: Sequence[bool]) -> list[bool]:
    """Add blocks between those found that belong to the article, and headings of found ones."""
    filled = list(found)
    inside = [index for index, is_in in enumerate(found) if is_in]
    if not inside:
        return filled
    containers = _with_common_containers({_container(blocks[index]) for index in inside})
    is_next_in = True
    for index in range(inside[-1], inside[0], -1):
        block = blocks[index]
        filled[index] = filled[index] or _belongs(block, containers, is_next_in)
        if not block.reason:
            is_next_in = filled[index]
    return filled


def _with_common_containers(
    containers: set[HtmlElement | None],
) -> set[HtmlElement | None]:
    """Add elements that hold several of them: page builders wrap each paragraph in boxes."""
    children: defaultdict[HtmlElement, set[HtmlElement]] = defaultdict(set)
    for container in containers:
        element = container
        for _ in range(_MAX_LEVELS):
            if element is None or (parent := element.getparent()) is None:
                break
            children[parent].add(element)
            element = parent
    return containers | {parent for parent, within in children.items() if len(within) > 1}


def _belongs(block: TextBlock, containers: set[HtmlElement | None], is_next_in: bool) -> bool:
    """Return whether the block belongs to the article; `is_next_in` tells it of the next block."""
    if block.is_mostly_links:
        return False
    if block.kind == "heading":
        return is_next_in and _is_near(block, containers, _MAX_HEADING_LEVELS)
    is_sentence = not block.linked and ends_sentence(block.text)
    is_quote = block.kind == "quote" and is_sentence
    if block.is_prose or block.kind in _INSERT_KINDS or is_quote:
        return _is_near(block, containers, _MAX_LEVELS)
    return block.kind == "paragraph" and is_sentence and _container(block) in containers


def _is_near(block: TextBlock, containers: set[HtmlElement | None], levels: int) -> bool:
    """Return whether the block is in one of the containers, with so many elements between."""
    container = _container(block)
    for _ in range(levels):
        if container is None or container in containers:
            return container is not None
        container = container.getparent()
    return False


def _container(block: TextBlock) -> HtmlElement | None:
    """Return the element that holds the paragraph, or the whole table."""
    element = block.within("table") if block.kind == "table" else block.element
    return None if element is None else element.getparent()


def _within(blocks: Sequence[TextBlock], included: set[HtmlElement]) -> list[bool]:
    return [any(element in included for element in block.ancestors()) for block in blocks]
