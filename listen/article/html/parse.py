"""Parses HTML of any quality into a tree that is safe to walk."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from listen.article.html.tags import BLOCKS
from listen.article.text.clean import SURROGATES

MAX_DEPTH = 250
"""Nested elements. The parser allows 2048; code that walks a tree by recursion fails earlier."""

MAX_NAME = 300
"""Characters of a class or an id."""

_END_TAGS = re.compile(r"</(?:body|html)\s*>|\x00", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TEXTLESS = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]{0,30})[^>]{0,10000}>?")
_KEPT_TAGS = ("title", "br")


def parse(html: str) -> HtmlElement | None:
    """Return the root element; None when the input has no element.

    Pages that are nested too deeply are flattened into paragraphs. Class names and ids are cut to
    MAX_NAME characters.
    """
    root = _parse(html)
    if root is not None and _is_too_deep(root):
        root = _parse(_flatten(html))
    if root is not None:
        _cut_names(root)
    return root


def _parse(html: str) -> HtmlElement | None:
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, recover=True
    )
    # The parser stops at an end tag of body, html, or at NUL, and many pages continue after it.
    # It gets bytes, because it would follow a declared charset otherwise.
    data = SURROGATES.sub("\ufffd", _END_TAGS.sub("", html)).encode()
    try:
        root = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return root


def _is_too_deep(root: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _cut_names(root: HtmlElement) -> None:
    """Cut class names and ids, because patterns are matched against them."""
    for name in ("class", "id"):
        for element in root.xpath(f"//*[string-length(@{name}) > {MAX_NAME}]"):
            element.set(name, element.get(name)[:MAX_NAME])


def _flatten(html: str) -> str:
    """Return the text of the page in paragraphs, without nested elements."""
    return _TAG.sub(_flatten_tag, _TEXTLESS.sub(" ", _COMMENT.sub(" ", html)))


def _flatten_tag(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in _KEPT_TAGS:
        return tag[0]
    return "<p>" if name in BLOCKS else ""
