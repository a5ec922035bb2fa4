"""Tooltips and hover cards: text that a page shows only over a word of a sentence."""

import regex
from lxml.html import HtmlElement

_NAMES = r"(?:tool-?tip|hover-?card|pop-?over|pop-?up|hover-?box|flyout)"
_PARTS = r"(?:text|content|contents|body|inner|box|card|panel|bubble|container|wrapper|message)"
_PART = regex.compile(rf"(?:[\w-]*[-_])?{_NAMES}[-_]*{_PARTS}", regex.IGNORECASE)
"""The text itself, and not the word that it is about."""
_WHOLE = regex.compile(rf"(?!(?:has|with|show|js|no)[-_])(?:[\w-]*[-_])?{_NAMES}", regex.IGNORECASE)
"""The text, or the word together with it."""
_WORD_TAGS = ("a", "abbr", "dfn")
"""Tags of words that have a tooltip."""
_WORD_END = regex.compile(r"[\p{L}\p{N}\p{Pe}]$")


def is_tooltip(element: HtmlElement) -> bool:
    """Return whether the element is the text over a word, which it follows without a space."""
    names = (element.get("class") or "").split()
    if not names or element.tag in _WORD_TAGS:
        return False
    if any(_PART.fullmatch(name) for name in names):
        return _has_text_before(element)
    is_whole = any(_WHOLE.fullmatch(name) for name in names)
    return is_whole and bool(_WORD_END.search(_text_before(element)))


def _has_text_before(element: HtmlElement) -> bool:
    return bool(_text_before(element).strip())


def _text_before(element: HtmlElement) -> str:
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or "".join(before.itertext())[-50:]
    return (parent.text or "") if parent is not None else ""
