"""Drops pull quotes: quotes and boxes that repeat words of the article in large type."""

from collections.abc import Sequence
from itertools import groupby, islice

import regex
from lxml.html import HtmlElement

from listen.article.context import Context
from listen.article.reasons import PULL_QUOTE
from listen.article.text_block import TextBlock, kept_blocks
from listen.article.title import words

_TAGS = ("blockquote", "aside", "figure")
_CLASS = regex.compile(r"(?:^|[\s_-])pull[_-]?(?:quote|out)s?(?=$|[\s_-])", regex.IGNORECASE)
_MAX_LEVELS = 4
"""Elements around the text, one of which is the quote's."""
_QUOTE_WORDS = range(4, 61)
"""Words of a pull quote. Fewer may be a phrase that anybody uses."""
_MAX_ATTRIBUTION_WORDS = 10
"""Words of the line that names the speaker."""
_MAX_QUOTES, _MAX_CHARACTERS = 50, 500_000
"""Quotes of an article that are looked at, and characters of its text that they are searched in."""


def drop_pull_quotes(blocks: Sequence[TextBlock], _context: Context) -> None:
    """Drop quotes and boxes that hold only words of a paragraph, and the speaker's name."""
    groups = [(quote, list(group)) for quote, group in groupby(kept_blocks(blocks), _quote)]
    paragraphs = [block for quote, group in groups if quote is None for block in group]
    text = "|".join(_key(block.text) for block in paragraphs)[:_MAX_CHARACTERS]
    for group in [group for quote, group in groups if quote is not None][:_MAX_QUOTES]:
        quoted = words(group[0].text)
        has_attribution = all(
            len(words(block.text)) <= _MAX_ATTRIBUTION_WORDS for block in group[1:]
        )
        if len(quoted) in _QUOTE_WORDS and has_attribution and _key(group[0].text) in text:
            for block in group:
                block.reason = PULL_QUOTE


def _key(text: str) -> str:
    return f" {' '.join(words(text))} "


def _quote(block: TextBlock) -> HtmlElement | None:
    """Return the quote or box that the block is in."""
    return next(
        (
            element
            for element in islice(block.ancestors(), _MAX_LEVELS)
            if element.tag in _TAGS or _CLASS.search(element.get("class") or "")
        ),
        None,
    )
