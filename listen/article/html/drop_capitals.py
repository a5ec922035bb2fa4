"""Drop capitals: joins the large first letter of an article with the rest of its word."""

from itertools import islice

import regex
from lxml.html import HtmlElement

from audio_cache.language import primary_subtag

_NAME = regex.compile(
    r"drop|initial|first[_-]?(?:letter|char)|firstcharacter|lettrine|capital|(?:^|[\s_-])cap(?:s|$)"
    r"|versal|capitular|capolettera|buchstabe",
    regex.IGNORECASE,
)
_LETTER = regex.compile(r"\s*([\"'“‘„«¿¡]?)\s*(\p{Lu})\s*")
_REST = regex.compile(r"\s*(?:\p{Ll}|\p{Lu}{2,}|\p{Lu}+(?=\s+\p{Lu}{2})|['’]\p{L})")
"""The rest of a word, in small letters, or in capitals like the words after it."""
_ATTRIBUTES, _MAX_TEXT = 10, 20
"""Attributes of an element that are looked at, and characters of its text."""

_WORDS = {
    "cs": "AIKOSUVZ",
    "de": "",
    "en": "AI",
    "es": "AEOUY",
    "fr": "AÀYÔO",
    "it": "AEÈIO",
    "nl": "U",
    "pl": "AIOUWZ",
    "pt": "AÀEÉO",
    "sv": "ÅI",
}
"""Language to the letters that are words, so that the next word may be another."""
_CYRILLIC_WORDS = "АВИКОСУЯІЄЙЗ"
_OTHER_WORDS = "AIOEY"
"""The entry of languages that have none of their own."""


def join_drop_capitals(root: HtmlElement) -> None:
    """Remove the white space between each drop capital and its word."""
    language = primary_subtag(root.get("lang") or root.get("xml:lang") or "")
    words = _WORDS.get(language, _OTHER_WORDS) + _CYRILLIC_WORDS
    for element in root.iter("span", "b", "strong", "em", "i", "big", "font"):
        letter = None if len(element) else _LETTER.fullmatch((element.text or "")[:_MAX_TEXT])
        if letter is None or not _REST.match(_text_after(element)):
            continue
        if not _is_named(element) and not _begins_block(element, letter[2] not in words):
            continue
        if letter[2] not in words or not _has_space(element):
            element.text = letter[1] + letter[2]
            element.tail = (element.tail or "").lstrip()


def _is_named(element: HtmlElement) -> bool:
    """Return whether an attribute says that the element is a drop capital, or begins a text."""
    return any(
        _NAME.search(name) or _NAME.search(value)
        for name, value in islice(element.attrib.items(), _ATTRIBUTES)
        if name != "style"
    )


def _text_after(element: HtmlElement) -> str:
    """Return the text after the element, which may be in the next one."""
    tail = element.tail or ""
    sibling = None if tail.strip() else element.getnext()
    is_inline = sibling is not None and sibling.tag in ("span", "b", "strong", "small")
    return f"{tail}{sibling.text or ''}" if is_inline and sibling is not None else tail


def _begins_block(element: HtmlElement, is_part: bool) -> bool:
    """Return whether a letter without a name begins a paragraph, and is no word by itself."""
    parent = element.getparent()
    is_first = parent is not None and parent.tag == "p" and parent[0] is element
    return is_part and is_first and element.tag == "span" and not (parent.text or "").strip()


def _has_space(element: HtmlElement) -> bool:
    return (element.text or "")[-1:].isspace() or (element.tail or "")[:1].isspace()
