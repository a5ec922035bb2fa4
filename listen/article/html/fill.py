"""Adds blocks to the main content that belong to it, by the elements around them.

trafilatura leaves out short paragraphs, linked ones, the first line of a box, and the boxes of an
article after the first.
"""

from collections import defaultdict
from collections.abc import Sequence

from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.boilerplate import boilerplate_reason
from listen.article.prose import ends_sentence
from listen.article.text_block import TextBlock
from listen.article.title import is_similar_title

_INSERT_KINDS: tuple[BlockKind, ...] = ("code", "table", "caption")
"""Kinds of blocks that stand between paragraphs and belong to them."""
_MAX_LEVELS, _MAX_HEADING_LEVELS = 4, 2
"""Elements between a block and the element that holds the paragraphs around it."""
_MAX_HEADING_LINK_WORDS = 2
_LISTS = ("ul", "ol", "dl")
_BOUNDARIES = ("article", "main", "body", "html")
"""Tags of the elements that may hold all boxes of an article."""

_BoxKey = tuple[HtmlElement | None, tuple[str, ...], frozenset[str]]


def fill(blocks: Sequence[TextBlock], found: Sequence[bool], titles: Sequence[str]) -> list[bool]:
    """Return what was found, with the blocks that belong to it."""
    filled = _add_boxes(blocks, found, titles)
    filled = _add_lines(blocks, filled)
    return _fill_gaps(blocks, filled)


def is_other_text(block: TextBlock) -> bool:
    """Return whether the block is links to other pages, and not a sentence that is a link."""
    if not block.is_mostly_links:
        return False
    is_sentence = block.is_prose and block.text.rstrip("\"'”’»)").endswith((".", "。", "!", "…"))
    return not is_sentence or any(
        boilerplate_reason(block.text, scope) for scope in ("always", "edge", "opens")
    )


def _add_boxes(
    blocks: Sequence[TextBlock], found: Sequence[bool], titles: Sequence[str]
) -> list[bool]:
    """Add paragraphs in boxes of the same place and class as the boxes of those found.

    Another main heading begins another article.
    """
    keys = [_box_key(block) if block.is_prose and not block.reason else None for block in blocks]
    article = {key for key, is_in in zip(keys, found, strict=True) if is_in} - {None}
    filled = list(found)
    first = next((index for index, is_in in enumerate(found) if is_in), len(blocks))
    for indexes in (range(first, len(blocks)), range(first - 1, -1, -1)):
        is_article = True
        for index in indexes:
            block = blocks[index]
            if _begins_article(block, titles):
                is_article = filled[index]
            is_same = keys[index] in article and not is_other_text(block)
            filled[index] = filled[index] or (is_article and is_same)
    return filled


def _begins_article(block: TextBlock, titles: Sequence[str]) -> bool:
    return (
        block.tag == "h1"
        and not block.reason
        and not any(is_similar_title(block.text, title) for title in titles)
    )


def _box_key(block: TextBlock) -> _BoxKey | None:
    """Return the place and class of the box that holds a paragraph; None without a class."""
    tags: list[str] = []
    names: frozenset[str] = frozenset()
    for element in block.ancestors():
        if element.tag in _BOUNDARIES:
            return (element, tuple(tags), names) if names else None
        if element is not block.element:
            names = names or frozenset((element.get("class") or "").split())
        tags.append(str(element.tag))
    return None


def _add_lines(blocks: Sequence[TextBlock], found: Sequence[bool]) -> list[bool]:
    """Add lines of an element that line breaks divide, where one of its lines was found."""
    filled = list(found)
    for indexes in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        previous: TextBlock | None = None
        is_previous_in = False
        for index in indexes:
            block = blocks[index]
            if block.reason:
                continue
            is_same = previous is not None and block.element is previous.element
            if is_same and is_previous_in and not block.linked and block.tag != "body":
                filled[index] = True
            previous, is_previous_in = block, filled[index]
    return filled


def _fill_gaps(blocks: Sequence[TextBlock], found: Sequence[bool]) -> list[bool]:
    """Add blocks between those found that belong to the article, and headings of found ones.

    Before and after those found, only their own container may hold more.
    """
    filled = list(found)
    inside = [index for index, is_in in enumerate(found) if is_in]
    if not inside:
        return filled
    direct = {_container(blocks[index]) for index in inside if blocks[index].is_prose}
    containers = _with_common_containers({_container(blocks[index]) for index in inside})
    is_next_in = True
    for index in range(inside[-1], inside[0], -1):
        block = blocks[index]
        filled[index] = filled[index] or _belongs(block, containers, is_next_in)
        if not block.reason and not _is_beside_heading(block):
            is_next_in = filled[index]
    for index in (*range(inside[0] - 1, -1, -1), *range(inside[-1] + 1, len(blocks))):
        filled[index] = _continues(blocks[index], direct)
    return filled


def _is_beside_heading(block: TextBlock) -> bool:
    """Return whether the block is a link of a heading, to edit its section or to its place."""
    is_short = len(block.text.split()) <= _MAX_HEADING_LINK_WORDS
    if block.element is None or not block.is_mostly_links or not is_short:
        return False
    targets = [link.get("href") or "" for link in block.element.iter("a")]
    return all(target.startswith("#") or "edit" in target for target in targets)


def _continues(block: TextBlock, direct: set[HtmlElement | None]) -> bool:
    """Return whether the block is a paragraph or list of the container of those found."""
    if block.reason or is_other_text(block):
        return False
    if block.kind == "list_item":
        return not block.linked and ends_sentence(block.text) and _list_parent(block) in direct
    if not block.is_prose:
        return False
    if block.is_mostly_links:
        return _is_near(block, direct, _MAX_HEADING_LEVELS)
    return block.tag == "p" and _container(block) in direct


def _list_parent(item: TextBlock) -> HtmlElement | None:
    """Return the element that holds the list of an item."""
    lists = (element for element in item.ancestors() if element.tag in _LISTS)
    return next((element.getparent() for element in lists), None)


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
    if is_other_text(block):
        return False
    if block.kind == "heading":
        return is_next_in and _is_near(block, containers, _MAX_HEADING_LEVELS)
    if block.kind == "list_item":
        return not block.linked and _list_parent(block) in containers
    is_sentence = not block.linked and ends_sentence(block.text)
    is_quote = block.kind == "quote" and is_sentence
    if block.is_prose or block.kind in _INSERT_KINDS or is_quote:
        return _is_near(block, containers, _MAX_LEVELS)
    return block.kind == "paragraph" and is_sentence and _container(block) in containers


def _is_near(block: TextBlock, containers: set[HtmlElement | None], levels: int) -> bool:
    """Return whether the block is in one of the containers, with so many elements between.

    Elements around a heading that have nothing else in them do not count.
    """
    container = _container(block)
    while block.kind == "heading" and container is not None and _is_wrapper(container):
        if container in containers:
            return True
        container = container.getparent()
    for _ in range(levels):
        if container is None or container in containers:
            return container is not None
        container = container.getparent()
    return False


def _is_wrapper(element: HtmlElement) -> bool:
    return len(element) == 1 and not (element.text or "").strip()


def _container(block: TextBlock) -> HtmlElement | None:
    """Return the element that holds the paragraph, or the whole table."""
    element = block.within("table") if block.kind == "table" else block.element
    return None if element is None else element.getparent()
