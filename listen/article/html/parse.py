"""A page as a tree, whatever the page is like."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from listen.article.html.tags import BLOCKS
from listen.article.text.clean import SURROGATES

MAX_DEPTH = 250
"""Elements within elements. The parser stops at 2048; what walks a tree by recursion sooner."""

MAX_NAME = 300
"""Characters of a class or an id."""

_ENDS = re.compile(r"</(?:body|html)\s*>|\x00", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SILENT = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]{0,30})[^>]{0,10000}>?")
_SHALLOW = ("title", "br")


def parse(html: str) -> HtmlElement | None:
    """The page's root; None when there is no element in it."""
    root = _parse(html)
    if root is not None and _is_deep(root):
        root = _parse(_flat(html))
    if root is not None:
        _cut_names(root)
    return root


def _parse(html: str) -> HtmlElement | None:
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, recover=True
    )
    # The parser ends at these, and many a page does not; bytes pass charsets that are declared.
    data = SURROGATES.sub("\ufffd", _ENDS.sub("", html)).encode()
    try:
        root = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return root


def _is_deep(root: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _cut_names(root: HtmlElement) -> None:
    """Many a pattern goes through them."""
    for name in ("class", "id"):
        for element in root.xpath(f"//*[string-length(@{name}) > {MAX_NAME}]"):
            element.set(name, element.get(name)[:MAX_NAME])


def _flat(html: str) -> str:
    """The same text in paragraphs, and no element within another."""
    return _TAG.sub(_shallow, _SILENT.sub(" ", _COMMENT.sub(" ", html)))


def _shallow(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in _SHALLOW:
        return tag[0]
    return "<p>" if name in BLOCKS else ""
