"""Main content detection without trafilatura: the element that most paragraphs are in.

For pages that are too large for trafilatura, and those where it finds nothing. The score of an
element is the length of its paragraphs, divided by their depth (as Readability's grabArticle).
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.prose import is_prose
from listen.article.text_block import TextBlock

_MAX_DEPTH = 3
"""Levels at which paragraphs stand within the article's element."""
_PARAGRAPH_KINDS: tuple[BlockKind, ...] = ("paragraph", "quote", "list_item")


def find_body(blocks: Sequence[TextBlock], among: Sequence[bool] | None = None) -> list[bool]:
    """Return for each block whether it is in the article; all False without paragraphs.

    Only the paragraphs among these blocks count, if they are given.
    """
    scores: Counter[HtmlElement] = Counter()
    for index, block in enumerate(blocks):
        if is_paragraph(block) and not block.is_mostly_links and (among is None or among[index]):
            for depth, element in enumerate(_containers(block)):
                scores[element] += len(block.text) // (depth + 1)
    if not scores:
        return [False] * len(blocks)
    body, _ = max(scores.items(), key=lambda item: item[1])
    is_inside = {body: True}
    return [not block.is_mostly_links and _is_in(block, is_inside) for block in blocks]


def is_paragraph(block: TextBlock) -> bool:
    """Return whether the block is running text, which may be an item of a list."""
    return not block.reason and block.kind in _PARAGRAPH_KINDS and is_prose(block.text)


def _containers(block: TextBlock) -> list[HtmlElement]:
    """Return the elements around a paragraph. A div may be the paragraph, or hold several."""
    start = 1 if block.tag in ("p", "li") else 0
    return list(islice(block.ancestors(), start, start + _MAX_DEPTH))


def _is_in(block: TextBlock, is_inside: dict[HtmlElement, bool]) -> bool:
    """Return whether the block is inside, and cache the answer for the elements on the way."""
    path = []
    answer = False
    for element in block.ancestors():
        if element in is_inside:
            answer = is_inside[element]
            break
        path.append(element)
    is_inside.update(dict.fromkeys(path, answer))
    return answer
