"""The text of an element as paragraphs: what is cut by line breaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import regex
from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.text.clean import clean, one_line
from listen.article.text.lines import goes_on
from listen.article.text.unwrap import joined, spaced

_JOINTS = {"table": ", ", "code": "\n", "heading": " ", "caption": " "}
"""What is not cut by them, and what stands in their places."""

_DIGITS, _RAISED_DIGITS = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans(_DIGITS, _RAISED_DIGITS)
_LOWERED = str.maketrans(_RAISED_DIGITS, _DIGITS)
_EXPONENT = regex.compile(r"[0-9]{1,3}")
_BASE = regex.compile(r"(?:\d|(?<![\p{L}\d])(?:\p{L}|[cdkmnµμ]m|ft|in|mc|mi|yd))$")
"""What has one: after a longer word it is a note's."""


@dataclass(slots=True)
class TextLine:
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    """Characters that are links."""


def paragraphs(kind: BlockKind, lines: Iterable[TextLine]) -> Iterator[tuple[str, int]]:
    """Each with its characters that are links. A sentence goes on through a line break."""
    joint = _JOINTS.get(kind)
    texts: list[str] = []
    linked = 0
    for line in lines:
        text = _text(kind, line)
        if not text:
            continue
        if texts and joint is None and not goes_on(texts[-1], text):
            yield joined(texts), linked
            texts, linked = [], 0
        texts.append(text)
        linked += line.linked
    if texts:
        yield joined(texts) if joint is None else joint.join(texts), linked


def raised(sup: HtmlElement, line: TextLine) -> str:
    """The exponent of a number, a unit or a variable as one: 10⁶ is not 106, 3 1/2 not 31/2."""
    text: str = sup.text or ""
    if not line.parts or not _EXPONENT.fullmatch(text) or not _BASE.search(line.parts[-1]):
        return text
    is_fraction = (sup.tail or "").startswith(("/", "⁄"))
    return f" {text}" if is_fraction else text.translate(_RAISED)


def lowered(text: str) -> str:
    return text.translate(_LOWERED)


def _text(kind: BlockKind, line: TextLine) -> str:
    text = "".join(line.parts)
    if kind == "code":
        return clean(text).strip("\n")
    if not text.isascii():
        text = spaced(text)
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return one_line(text)
