"""Kickers: short labels above a title, in an element of their own within its heading."""

from itertools import islice

import regex
from lxml.html import HtmlElement

KICKER_END = ": "
"""Text between a kicker and the title, which the page shows in two lines."""

_CLASS = regex.compile(
    r"(?:^|[\s_-])(?:kicker|over-?line|eyebrow|rubric|topline|dachzeile|spitzmarke|ante-?titulo"
    r"|surtitre|occhiello|cintillo|chapeu|super-?title|pre-?title|nadtitulek)(?=$|[\s_-])",
    regex.IGNORECASE,
)
_KICKER_END = regex.compile(r"[\p{L}\p{N}]$")
_TITLE = regex.compile(r"[\"'“‘„«]?[\p{Lu}\p{Lo}\p{N}].*\s\S", regex.DOTALL)
"""A title has two words at least. A word in two elements, as a logo has, is one word."""
_MAX_NODES, _MAX_KICKER = 20, 60


def follows_kicker(element: HtmlElement) -> bool:
    """Return whether the element begins a title, and the element before it is a kicker.

    No text stands between the two, so their words would be one.
    """
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str) or (before.tail or "").strip():
        return False
    kicker, title = _text(before), _text(element)
    is_named = bool(_CLASS.search(before.get("class") or ""))
    is_glued = not before.tail and not kicker[-1:].isspace() and not title[:1].isspace()
    return (
        (is_named or is_glued)
        and len(kicker) <= _MAX_KICKER
        and bool(_KICKER_END.search(kicker.rstrip()))
        and bool(_TITLE.match(title.lstrip()))
    )


def _text(element: HtmlElement) -> str:
    return "".join(islice(element.itertext(), _MAX_NODES))
