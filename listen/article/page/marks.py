"""What a page itself marks as not to be read."""

from collections.abc import Callable

import regex
from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError
from lxml.html import HtmlElement

from listen.article.reasons import BY_RULE, FORM, HIDDEN, MARKED, NAVIGATION, NOTE_MARK

_BY_TAG = {
    **dict.fromkeys(("noscript", "video", "audio", "datalist", "rp"), HIDDEN),
    **dict.fromkeys(("button", "select", "textarea", "label", "progress", "meter"), FORM),
    **dict.fromkeys(("nav", "menu"), NAVIGATION),
}
_UNSEEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
_NOTE = regex.compile(r"\W*(?:\d{1,3}|[a-z*†‡§])\W*")


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
        if element.tag == "sup" and _is_note_mark(element):
            return NOTE_MARK
        return _BY_TAG.get(element.tag, "")

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
    style = element.get("style")
    return style is not None and bool(_UNSEEN.search(style))


def _is_note_mark(element: HtmlElement) -> bool:
    """A number that links to a note."""
    link = element.find(".//a")
    return (
        link is not None
        and (link.get("href") or "").startswith("#")
        and bool(_NOTE.fullmatch(element.text_content()))
    )
