"""Splits the text of an element into paragraphs at its line breaks, and writes superscripts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex
from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.text.clean import clean, one_line
from listen.article.text.lines import BLANK_LINES, is_continued, split_blocks
from listen.article.text.unwrap import replace_line_breaks, unwrap

_SEPARATORS: dict[BlockKind, str] = {
    "table": ", ",
    "code": "\n",
    "heading": " ",
    "caption": " ",
}
"""Kinds that line breaks do not split, and the text that replaces a line break in them."""

_MIN_WRAPPED = 50
"""Characters of the longest line of a paragraph that is wrapped at a margin."""

_DIGITS, _SUPERSCRIPT_DIGITS = "0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻"
_TO_SUPERSCRIPT = str.maketrans(_DIGITS, _SUPERSCRIPT_DIGITS)
_FROM_SUPERSCRIPT = str.maketrans(_SUPERSCRIPT_DIGITS[:11], _DIGITS[:11])
_EXPONENT = regex.compile(r"[-−–]?[0-9]{1,3}")
_BASE = regex.compile(r"(?:\d|(?<!\p{L})(?:\p{L}|[cdkmnµμ]m|ft|in|mc|mi|yd))$")
"""A number, variable or unit. A superscript after a longer word is a footnote reference."""


@dataclass(slots=True)
class LineBuffer:
    """Collects the text of a line from the elements that it is in."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    """Characters that are links."""


def preformatted_lines(lines: Sequence[LineBuffer]) -> list[LineBuffer]:
    """Return the paragraphs of preformatted text, a line each. Short lines are verse."""
    text = clean("\n".join("".join(line.parts) for line in lines))
    linked = sum(line.linked for line in lines)
    texts: list[str] = []
    for chunk in BLANK_LINES.split(text):
        verse = [line.strip() for line in chunk.split("\n")]
        blocks = split_blocks(chunk)
        is_list = any(block.kind == "list_item" for block in blocks)
        is_verse = not is_list and max(map(len, verse)) < _MIN_WRAPPED
        texts += verse if is_verse else [block.text for block in blocks]
    texts = [one for one in texts if one]
    share = linked / max(1, len(text))
    return [LineBuffer([one], round(share * len(one))) for one in texts]


def split_paragraphs(
    kind: BlockKind, lines: Iterable[LineBuffer], *, is_split: bool = False
) -> Iterator[tuple[str, int]]:
    """Yield paragraphs with the number of their linked characters.

    A line break within a sentence does not end a paragraph, unless the lines are split already.
    """
    separator = _SEPARATORS.get(kind)
    texts: list[str] = []
    linked = 0
    for line in lines:
        text = _text(kind, line)
        if not text:
            continue
        if texts and separator is None and (is_split or not is_continued(texts[-1], text)):
            yield unwrap(texts), linked
            texts, linked = [], 0
        texts.append(text)
        linked += line.linked
    if texts:
        yield unwrap(texts) if separator is None else separator.join(texts), linked


def superscript_text(sup: HtmlElement, line: LineBuffer) -> str:
    """Return the text of a sup element, in superscript digits where it is an exponent.

    So 10⁶ does not become 106, nor the fraction 3 1/2 31/2.
    """
    text: str = sup.text or ""
    if not line.parts or not _EXPONENT.fullmatch(text) or not _BASE.search(line.parts[-1]):
        return text
    is_fraction = (sup.tail or "").startswith(("/", "⁄"))
    return f" {text}" if is_fraction else text.translate(_TO_SUPERSCRIPT)


def to_superscript(text: str) -> str:
    """Return the exponent in superscript digits; empty when it is something else."""
    return text.translate(_TO_SUPERSCRIPT) if _EXPONENT.fullmatch(text) else ""


def fold_superscripts(text: str) -> str:
    """Return the text with plain digits for superscript digits."""
    return text.translate(_FROM_SUPERSCRIPT)


def _text(kind: BlockKind, line: LineBuffer) -> str:
    text = "".join(line.parts)
    if kind == "code":
        return clean(text).strip("\n")
    if not text.isascii():
        text = replace_line_breaks(text)
    text = " ".join(text.split())
    if text.isascii() and text.isprintable() and "&" not in text:
        return text
    return one_line(text)
