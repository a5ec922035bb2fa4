"""Selects the main content of a page: the blocks of its article (Readability's grabArticle)."""

from collections.abc import Callable, Sequence

from lxml import etree
from lxml.html import HtmlElement

from listen.article.html.body import find_body, is_paragraph
from listen.article.html.class_names import BoxFinder
from listen.article.html.fill import fill, is_other_text
from listen.article.html.lead import Head, add_lead
from listen.article.prose import length
from listen.article.reasons import NOT_ARTICLE
from listen.article.text_block import TextBlock

MAX_ELEMENTS = 20_000
"""Elements of a page for trafilatura, which takes up to 0.15 ms for each."""
MAX_SECOND_ELEMENTS = 5000
"""Elements of a page that trafilatura reads a second time when it found little."""
MAX_CHARACTERS = 2_000_000
"""Characters of a page's text, class names and ids for trafilatura."""
_MIN_ARTICLE = 300
"""Characters of an article that is surely complete."""
_MIN_SHARE = 0.5
"""Share of the page's own prose that the article has; below it, a larger reading is sought."""
_INLINE_TAGS = ("time", "math", "label", "output")
"""Inline elements that trafilatura removes with the text around them."""


def select_main(
    root: HtmlElement,
    blocks: Sequence[TextBlock],
    asides: Sequence[HtmlElement],
    included: set[HtmlElement],
    titles: Sequence[str] = (),
) -> None:
    """Drop the blocks that are not the article.

    The article is what is in the included elements. When there are none it is detected; the
    asides are then removed from the tree.
    """
    selected = _within(blocks, included) if included else _detect(root, blocks, asides, titles)
    for block, is_selected in zip(blocks, selected, strict=True):
        if not is_selected:
            block.reason = block.reason or NOT_ARTICLE


def _detect(
    root: HtmlElement,
    blocks: Sequence[TextBlock],
    asides: Sequence[HtmlElement],
    titles: Sequence[str],
) -> list[bool]:
    head = Head.of(root, titles)
    if _is_large(root, blocks, MAX_ELEMENTS):
        return add_lead(blocks, find_body(blocks), head)
    for aside in asides:
        aside.drop_tree()
    for element in root.iter(*_INLINE_TAGS):
        element.tag = "span"
    # Imported lazily: trafilatura takes 0.2 s, and most articles come as text.
    from listen.article.html.main_text import align, main_text  # noqa: PLC0415

    def recall() -> list[bool]:
        return align(blocks, main_text(root, favor_precision=False))

    found = align(blocks, main_text(root, favor_precision=True))
    if _size(blocks, found) < _MIN_ARTICLE:
        found = max(
            (found, recall(), find_body(blocks)),
            key=lambda found: _size(blocks, found) // _MIN_ARTICLE,
        )
    has_second = not _is_large(root, blocks, MAX_SECOND_ELEMENTS)
    filled = fill(blocks, found, titles)
    filled = _guard(blocks, filled, recall if has_second else None, titles)
    return add_lead(blocks, filled, head)


def _guard(
    blocks: Sequence[TextBlock],
    found: list[bool],
    recall: Callable[[], list[bool]] | None,
    titles: Sequence[str],
) -> list[bool]:
    """Return what was found, or a larger reading when it has less than half of the page's prose."""
    own = _own_prose(blocks, found)
    if _size(blocks, found, own) >= _MIN_SHARE * _size(blocks, own):
        return found
    readings = [fill(blocks, find_body(blocks, own), titles)]
    if recall is not None:
        readings.append(fill(blocks, recall(), titles))
    largest = max(readings, key=lambda reading: _size(blocks, reading, own))
    prose = [is_paragraph(block) and not is_other_text(block) for block in blocks]
    is_larger = _size(blocks, found, prose) < _MIN_SHARE * _size(blocks, largest, own)
    return largest if is_larger else found


def _own_prose(blocks: Sequence[TextBlock], found: Sequence[bool]) -> list[bool]:
    """Return which blocks are prose that may be the article's: in no named box, no other article.

    An article in an element of its own has all of its prose there.
    """
    finder = BoxFinder(blocks)
    articles = {
        block.within("article")
        for block, is_in in zip(blocks, found, strict=True)
        if is_in and is_paragraph(block)
    }
    return [
        is_paragraph(block)
        and not is_other_text(block)
        and (not articles or None in articles or block.within("article") in articles)
        and not finder.boxes(block)
        for block in blocks
    ]


def _is_large(root: HtmlElement, blocks: Sequence[TextBlock], max_elements: int) -> bool:
    characters = sum(len(block.text) for block in blocks)
    for number, element in enumerate(root.iter(etree.Element)):
        characters += len(element.get("class", "")) + len(element.get("id", ""))
        if number > max_elements or characters > MAX_CHARACTERS:
            return True
    return False


def _size(
    blocks: Sequence[TextBlock], found: Sequence[bool], among: Sequence[bool] | None = None
) -> int:
    """Return the number of characters found; only those among some blocks, if these are given."""
    among = found if among is None else among
    return sum(
        length(block.text)
        for block, is_in, counts in zip(blocks, found, among, strict=True)
        if is_in and counts
    )


def _within(blocks: Sequence[TextBlock], included: set[HtmlElement]) -> list[bool]:
    return [any(element in included for element in block.ancestors()) for block in blocks]
