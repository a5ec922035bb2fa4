"""Splits the text of an element into paragraphs at its line breaks, and writes superscripts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex
from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.text.clean import clean, one_line
from listen.article.text.lines import (
    BLANK_LINES,
    find_stanza,
    is_continued,
    keeps_lines,
    split_blocks,
)
from listen.article.text.unwrap import replace_line_breaks, unwrap
from listen.article.verse import Stanza, may_be_marked_up

_SEPARATORS: dict[BlockKind, str] = {
    "table": ", ",
    "code": "\n",
    "heading": " ",
    "caption": " ",
}
"""Kinds that line breaks do not split, and the text that replaces a line break in them."""

_STANZA_KINDS: tuple[BlockKind, ...] = ("paragraph", "quote")

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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an element, or a line of a stanza in it."""

    text: str
    linked: int
    """Characters that are links."""
    stanza: Stanza | None = None


def preformatted_lines(lines: Sequence[LineBuffer]) -> list[LineBuffer]:
    """Return the paragraphs of preformatted text, a line each. Short lines are verse.

    Stanzas are divided by empty lines.
    """
    text = clean("\n".join("".join(line.parts) for line in lines))
    linked = sum(line.linked for line in lines)
    texts: list[str] = []
    for chunk in BLANK_LINES.split(text):
        verse = [line.strip() for line in chunk.split("\n")]
        blocks = split_blocks(chunk)
        is_list = any(block.kind == "list_item" for block in blocks)
        is_short = not is_list and max(map(len, verse)) < _MIN_WRAPPED
        texts += ["", *(verse if is_short else [block.text for block in blocks])]
    share = linked / max(1, len(text))
    return [LineBuffer([one], round(share * len(one))) for one in texts]


def split_paragraphs(
    kind: BlockKind,
    lines: Iterable[LineBuffer],
    place: int,
    *,
    is_split: bool = False,
    is_marked_up: bool = False,
) -> Iterator[Paragraph]:
    """Yield the paragraphs of an element that has `place` blocks before it.

    A line break within a sentence does not end a paragraph, unless the lines are split already,
    or are a stanza. Short lines are a stanza, too, if the element is `is_marked_up` as verse.
    """
    separator = _SEPARATORS.get(kind)
    if separator is not None:
        parts = [(text, line.linked) for line in lines if (text := _text(kind, line))]
        if parts:
            linked = sum(linked for _, linked in parts)
            yield Paragraph(separator.join(text for text, _ in parts), linked)
        return
    for group in _groups(kind, lines):
        texts = [text for text, _ in group]
        is_verse = keeps_lines(texts) or (is_marked_up and may_be_marked_up(texts))
        paragraphs = list(_join(group, is_split=is_split or is_verse))
        stanza = Stanza(place) if is_verse else find_stanza([one for one, _ in paragraphs], place)
        if kind not in _STANZA_KINDS:
            stanza = None
        yield from (Paragraph(text, linked, stanza) for text, linked in paragraphs)
        place += len(paragraphs)


def _groups(kind: BlockKind, lines: Iterable[LineBuffer]) -> Iterator[list[tuple[str, int]]]:
    """Yield the runs of lines between empty lines, as (text, linked characters).

    A run that goes on within the sentence of the one before is a part of it.
    """
    group: list[tuple[str, int]] = []
    is_after_empty = False
    for line in lines:
        text = _text(kind, line)
        if text and group and is_after_empty and not is_continued(group[-1][0], text):
            yield group
            group = []
        if text:
            group.append((text, line.linked))
        is_after_empty = not text
    if group:
        yield group


def _join(lines: Iterable[tuple[str, int]], *, is_split: bool) -> Iterator[tuple[str, int]]:
    """Yield the lines, joined within a sentence unless they are split already."""
    texts: list[str] = []
    linked = 0
    for text, linked_in_line in lines:
        if texts and (is_split or not is_continued(texts[-1], text)):
            yield unwrap(texts), linked
            texts, linked = [], 0
        texts.append(text)
        linked += linked_in_line
    yield unwrap(texts), linked


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
