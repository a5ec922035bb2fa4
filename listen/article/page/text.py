"""The text of an element as paragraphs: what is cut by line breaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from listen.article.clean import clean
from listen.article.joint import joined, spaced
from listen.article.lines import goes_on

_JOINTS = {"table": ", ", "code": "\n", "heading": " ", "caption": " "}
"""What is not cut by them, and what stands in their places."""


@dataclass(slots=True)
class TextLine:
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    """Characters that are links."""


def paragraphs(kind: str, lines: Iterable[TextLine]) -> Iterator[tuple[str, int]]:
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


def _text(kind: str, line: TextLine) -> str:
    text = "".join(line.parts)
    if kind == "code":
        return clean(text).strip("\n")
    if not text.isascii():
        text = spaced(text)
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return " ".join(clean(text).split())
