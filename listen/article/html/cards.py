"""Drops teaser cards: small <article> elements that link to other articles."""

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from listen.article.context import Context
from listen.article.reasons import RELATED_LINKS
from listen.article.text_block import TextBlock, kept_blocks

_MIN_MAIN_SHARE = 0.5
"""Share of the text that is in the <article> that a page is about."""
_MAX_CARD_SHARE = 0.2
"""Size of a card, as a share of the text of that <article>."""


def drop_cards(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop each small <article> whose heading is a link, beside the one with most text."""
    if context.included:
        return
    articles = [block.within("article") for block in blocks]
    sizes: Counter[HtmlElement | None] = Counter()
    linked: set[HtmlElement | None] = set()
    for block, article in zip(blocks, articles, strict=True):
        sizes[article] += 0 if block.reason else len(block.text)
        if block.kind == "heading" and block.is_link:
            linked.add(article)
    largest = max(sizes, key=sizes.__getitem__, default=None)
    size = sum(len(block.text) for block in kept_blocks(blocks))
    if largest is None or sizes[largest] < _MIN_MAIN_SHARE * size:
        return
    max_size = _MAX_CARD_SHARE * sizes[largest]
    cards = {article for article in linked if sizes[article] < max_size} - {None}
    for block, article in zip(blocks, articles, strict=True):
        if article in cards:
            block.reason = block.reason or RELATED_LINKS
