"""What a page itself marks as not to be read."""

from collections.abc import Callable
from itertools import islice

import regex
from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError
from lxml.html import HtmlElement

from listen.article.reasons import (
    BY_RULE,
    FORM,
    HIDDEN,
    LINK_ADDRESS,
    MARKED,
    NAVIGATION,
    NOTE_MARK,
    STRUCK,
)

_BY_TAG = {
    **dict.fromkeys(("noscript", "video", "audio", "datalist"), HIDDEN),
    # How a word is read or a formula is typed: what stands beside it says the same.
    **dict.fromkeys(("rp", "rt", "annotation", "annotation-xml"), HIDDEN),
    **dict.fromkeys(("button", "select", "textarea", "label", "progress", "meter"), FORM),
    **dict.fromkeys(("nav", "menu"), NAVIGATION),
    **dict.fromkeys(("del", "s", "strike"), STRUCK),
}
_BY_ROLE = {
    **dict.fromkeys(("navigation", "menu", "menubar", "tablist", "search"), NAVIGATION),
    **dict.fromkeys(("dialog", "alertdialog", "tooltip"), HIDDEN),
    **dict.fromkeys(("doc-noteref", "doc-backlink"), NOTE_MARK),
}
_BY_CLASS = {
    # For screen readers, which get a page's labels by them, or for paper.
    **dict.fromkeys(("sr-only", "visually-hidden", "visuallyhidden", "element-invisible"), HIDDEN),
    **dict.fromkeys(("screen-reader-text", "screen-reader-only", "print-only"), HIDDEN),
    "mw-editsection": NAVIGATION,
}
_UNSEEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
_NOTE = regex.compile(r"\W*(?:\d{1,3}|[a-z*†‡§])\W*")
_IN_BRACKETS = regex.compile(r"\[[^\[\]]{1,40}\]")
_ENDS_WORD = regex.compile(r"[\p{L}\p{Pe}\p{Pf}.,;:!?\"']$")
_WORD = regex.compile(r"\w")
_MARK, _FEW = 50, 10
"""Characters that tell a mark, and elements or pieces of text that it has."""


def reasons(dropped: set[HtmlElement]) -> Callable[[HtmlElement], str]:
    """Says for an element why it is not read: what it is, what is written on it, or these."""

    def reason_of(element: HtmlElement) -> str:
        if element in dropped:
            return BY_RULE
        if _is_marked(element):
            return MARKED
        if element.tag in ("html", "body"):
            return ""
        if _is_hidden(element):
            return HIDDEN
        return _mark_reason(element) or _named_reason(element)

    return reason_of


def select(root: HtmlElement, selectors: tuple[str, ...]) -> set[HtmlElement]:
    """The elements that any of the selectors matches; they are as check() wants them."""
    return {element for selector in selectors for element in CSSSelector(selector)(root)}


def check(selector: str) -> None:
    """Raises ValueError for a selector that cannot be used."""
    try:
        # Some faults show only when it is used.
        CSSSelector(selector)(HtmlElement())
    except (SelectorError, XPathError) as error:
        raise ValueError(str(error)) from None


def _is_marked(element: HtmlElement) -> bool:
    return (
        element.get("data-listen") == "skip"
        or "skip-speech" in (element.get("class") or "").split()
    )


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    profile = element.get("style")
    return profile is not None and bool(_UNSEEN.search(profile))


def _named_reason(element: HtmlElement) -> str:
    """By its tag, else its role, else a class that means the same on every site."""
    if reason := _BY_TAG.get(element.tag) or _BY_ROLE.get(element.get("role", "")):
        return reason
    names = (element.get("class") or "").lower().split()
    return next((_BY_CLASS[name] for name in names if name in _BY_CLASS), "")


def _mark_reason(element: HtmlElement) -> str:
    """Of marks that lead to a note, or to where they stand."""
    if element.tag == "sup":
        return NOTE_MARK if _is_note_mark(element) else ""
    if element.tag != "a":
        return ""
    text = _beginning(element)
    if text and not _WORD.search(text):
        return LINK_ADDRESS
    to_note = (element.get("href") or "").startswith("#") and _NOTE.fullmatch(text)
    return NOTE_MARK if to_note and _ENDS_WORD.search(_text_before(element)) else ""


def _is_note_mark(sup: HtmlElement) -> bool:
    """A number that links to a note, or anything in brackets."""
    text = _beginning(sup)
    links = (*islice(sup.iter(), _FEW), *sup.iterancestors("a"))
    linked = any((link.get("href") or "").startswith("#") for link in links)
    return bool((linked and _NOTE.fullmatch(text)) or _IN_BRACKETS.fullmatch(text))


def _beginning(element: HtmlElement) -> str:
    """As much of its text as tells whether it is a mark."""
    return "".join(islice(element.itertext(), _FEW))[:_MARK].strip()


def _text_before(element: HtmlElement) -> str:
    """The text that it follows directly."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or before.text or ""
    return (parent.text or "") if parent is not None else ""
