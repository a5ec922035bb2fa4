"""Mends malformed XML, so that only well-formed XML of limited depth is parsed further."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import name2codepoint
from xml.parsers import expat

from lxml import etree

from listen.feeds.articles import FeedError

MAX_DEPTH = 200
"""Nested elements."""

_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)(?:(\w+);)?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 forbids."""
_CDATA = "<![CDATA["
_PREFIX = re.compile(r"[</\s]([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
_DECLARED = re.compile(r"\sxmlns:([\w.-]{1,41})\s*=")
_ROOT_TAG = re.compile(r"<[A-Za-z_][\w.:-]*")
_END_OF_ENTRY = re.compile(r"</(?:[\w.-]+:)?(?:item|entry|url|sitemap)\s*>", re.IGNORECASE)
_NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}
"""Namespaces that feeds and sitemaps forget to declare."""


@dataclass(frozen=True)
class WellFormed:
    """A well-formed document."""

    text: str
    fault: str = ""
    """Fault of a document of which something was lost."""


def well_formed(text: str) -> WellFormed:
    """Return the XML document as it is if it is well-formed, else mended. Raises FeedError.

    Mended are ampersands that are not escaped, entities of HTML, control characters and prefixes
    without a namespace. Of a document that is broken otherwise, the whole entries are kept.
    """
    fault = find_fault(text)
    if not fault:
        return WellFormed(text)
    mended = _declare_prefixes(_escape(text))
    if not find_fault(mended):
        return WellFormed(mended)
    recovered = _recover(mended)
    if recovered and not find_fault(recovered):
        return WellFormed(recovered, fault)
    raise broken(fault)


def broken(fault: str) -> FeedError:
    """Return the error for a document with a fault that cannot be mended."""
    return FeedError(f"The list is not valid XML: {fault}.")


def find_fault(text: str) -> str:
    """Return why an XML document is not well-formed, or nested too deeply; "" if it is neither."""
    depth = 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise RecursionError

    def end(_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        return str(error)
    except RecursionError:
        return f"elements are nested more than {MAX_DEPTH} deep"
    return ""


def _escape(text: str) -> str:
    """Return the text with ampersands escaped, outside of CDATA, and without control characters."""
    return "".join(
        part if part.startswith(_CDATA) else _AMPERSAND.sub(_reference, part)
        for part in _cdata_and_others(_CONTROL.sub("", text))
    )


def _cdata_and_others(text: str) -> Iterator[str]:
    """Yield the parts of a text in their order: CDATA sections, and what is between them."""
    position = 0
    while (start := text.find(_CDATA, position)) >= 0 and (end := text.find("]]>", start)) >= 0:
        yield text[position:start]
        yield text[start : end + 3]
        position = end + 3
    yield text[position:]


def _reference(ampersand: re.Match[str]) -> str:
    name = ampersand[1]
    if name in name2codepoint:
        return f"&#{name2codepoint[name]};"
    return f"&amp;{ampersand[0][1:]}"


def _declare_prefixes(text: str) -> str:
    """Return the document with every prefix declared at its root element."""
    used = {*_PREFIX.findall(text)} - {*_DECLARED.findall(text), "xml", "xmlns"}
    declarations = "".join(
        f' xmlns:{prefix}="{_NAMESPACES.get(prefix, f"urn:undeclared:{prefix}")}"'
        for prefix in sorted(used)
    )
    return _ROOT_TAG.sub(lambda root: root[0] + declarations, text, count=1)


def _recover(text: str) -> str:
    """Return what libxml2 recovers of a document, without an entry that is cut off at its end."""
    last = max((match.end() for match in _END_OF_ENTRY.finditer(text)), default=len(text))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(text[:last].encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return ""
    return "" if root is None else str(etree.tostring(root, encoding="unicode", with_tail=False))
