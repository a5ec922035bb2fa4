"""Skip rules: elements that the page or the site's rules exclude, and footnote references."""

from collections.abc import Callable, Collection
from itertools import islice

import regex
from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError
from lxml.html import HtmlElement

from listen.article.html.tooltips import is_tooltip
from listen.article.reasons import (
    EXCLUDED,
    FOOTNOTE_REFERENCE,
    FORM,
    HIDDEN,
    LINK_ADDRESS,
    NAVIGATION,
    OPTED_OUT,
    STRUCK_OUT,
)

_BY_TAG = {
    # What these show instead where they do not work. `listen-article` is the player.
    **dict.fromkeys(("noscript", "video", "audio", "datalist", "listen-article"), HIDDEN),
    # Pronunciations and source forms repeat the text beside them.
    **dict.fromkeys(("rp", "rt", "annotation", "annotation-xml"), HIDDEN),
    **dict.fromkeys(("button", "select", "textarea", "label", "progress", "meter"), FORM),
    **dict.fromkeys(("nav", "menu"), NAVIGATION),
    **dict.fromkeys(("del", "s", "strike"), STRUCK_OUT),
}
_BY_ROLE = {
    **dict.fromkeys(("navigation", "menu", "menubar", "tablist", "search"), NAVIGATION),
    **dict.fromkeys(("dialog", "alertdialog", "tooltip"), HIDDEN),
    **dict.fromkeys(("doc-noteref", "doc-backlink"), FOOTNOTE_REFERENCE),
}
_BY_CLASS = {
    # Labels for screen readers, and text for print.
    **dict.fromkeys(("sr-only", "visually-hidden", "visuallyhidden", "element-invisible"), HIDDEN),
    **dict.fromkeys(("screen-reader-text", "screen-reader-only", "print-only"), HIDDEN),
    "mw-editsection": NAVIGATION,
}
HIDDEN_STYLE = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
_FOOTNOTE_LABEL = regex.compile(r"\W*(?:\d{1,3}|[a-z*†‡§])\W*")
_BRACKETED = regex.compile(r"\[[^\[\]]{1,40}\]")
_WORD_END = regex.compile(r"[\p{L}\p{Pe}\p{Pf}.,;:!?\"']$")
_WORD = regex.compile(r"\w")
_MAX_LABEL_DEPTH = 10
"""Elements around a label that are looked at."""
_MAX_REFERENCE, _MAX_NODES = 50, 10
"""Characters of a footnote reference that are looked at, and its elements or text nodes."""


def skip_rules(
    excluded: Collection[HtmlElement], notes: Collection[HtmlElement] = ()
) -> Callable[[HtmlElement], str]:
    """Return a function that gives the reason for skipping an element; empty to keep it.

    `notes` are superscripts that refer to notes.
    """

    def skip_reason(element: HtmlElement) -> str:
        if element in excluded:
            return EXCLUDED
        if _is_opted_out(element):
            return OPTED_OUT
        if element.tag in ("html", "body"):
            return ""
        if _is_hidden(element):
            return HIDDEN
        if element in notes:
            return FOOTNOTE_REFERENCE
        return _reference_reason(element) or _semantic_reason(element)

    return skip_reason


def select_elements(root: HtmlElement, selectors: tuple[str, ...]) -> set[HtmlElement]:
    """Return the elements that match any of the selectors, which check_selector() accepts."""
    return {element for selector in selectors for element in CSSSelector(selector)(root)}


def check_selector(selector: str) -> None:
    """Check a CSS selector. Raises ValueError when it is invalid or not supported."""
    try:
        # Some errors show only when the selector is evaluated.
        CSSSelector(selector)(HtmlElement())
    except (SelectorError, XPathError) as error:
        raise ValueError(str(error)) from None


def _is_opted_out(element: HtmlElement) -> bool:
    """Return whether the author marked the element, as the documentation tells publishers to."""
    return (
        element.get("data-listen") == "skip"
        or "skip-speech" in (element.get("class") or "").split()
    )


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    if is_tooltip(element):
        return True
    style = element.get("style")
    return style is not None and bool(HIDDEN_STYLE.search(style))


def _semantic_reason(element: HtmlElement) -> str:
    """Return the reason by the tag, else the role, else a class that all sites use alike."""
    if element.tag == "label" and _is_item(element):
        return ""
    if reason := _BY_TAG.get(element.tag) or _BY_ROLE.get(element.get("role", "")):
        return reason
    names = (element.get("class") or "").lower().split()
    return next((_BY_CLASS[name] for name in names if name in _BY_CLASS), "")


def _is_item(label: HtmlElement) -> bool:
    """Return whether a label is the text of a list item, as in a list to tick off."""
    tags = [str(element.tag) for element in islice(label.iterancestors(), _MAX_LABEL_DEPTH)]
    return "li" in tags and "form" not in tags and "nav" not in tags


def _reference_reason(element: HtmlElement) -> str:
    """Return the reason for footnote references, and for links that are only a symbol."""
    if element.tag == "sup":
        return FOOTNOTE_REFERENCE if _is_superscript_reference(element) else ""
    if element.tag != "a":
        return ""
    text = _beginning(element)
    if text and not _WORD.search(text):
        return LINK_ADDRESS
    is_reference = (element.get("href") or "").startswith("#") and _FOOTNOTE_LABEL.fullmatch(text)
    follows_word = is_reference and _WORD_END.search(_text_before(element))
    return FOOTNOTE_REFERENCE if follows_word else ""


def _is_superscript_reference(sup: HtmlElement) -> bool:
    """Return whether it is a label that links to a footnote, or any text in brackets."""
    text = _beginning(sup)
    links = (*islice(sup.iter(), _MAX_NODES), *sup.iterancestors("a"))
    is_linked = any((link.get("href") or "").startswith("#") for link in links)
    return bool((is_linked and _FOOTNOTE_LABEL.fullmatch(text)) or _BRACKETED.fullmatch(text))


def _beginning(element: HtmlElement) -> str:
    """Return as much of the element's text as is needed to recognize a footnote reference."""
    return "".join(islice(element.itertext(), _MAX_NODES))[:_MAX_REFERENCE].strip()


def _text_before(element: HtmlElement) -> str:
    """Return the text directly before the element."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or before.text or ""
    return (parent.text or "") if parent is not None else ""
