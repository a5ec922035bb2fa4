"""Walks the tree of a page and yields its visible text as blocks in reading order."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.html.kicker import KICKER_END, follows_kicker
from listen.article.html.preformatted import is_marked_up_verse, is_prose_text
from listen.article.html.tags import BLOCKS, CELLS, KINDS, TEXTLESS
from listen.article.html.text import (
    LineBuffer,
    preformatted_lines,
    split_paragraphs,
    superscript_text,
)
from listen.article.policy import Policy
from listen.article.text.clean import one_line
from listen.article.text.lines import BLANK_LINES
from listen.article.text_block import TextBlock


@dataclass(slots=True)
class _Frame:
    """An open element on the walker's stack, and its text so far."""

    element: HtmlElement
    kind: BlockKind
    reason: str
    lines: list[LineBuffer] = field(default_factory=lambda: [LineBuffer()])


def walk(
    root: HtmlElement,
    skip_reason: Callable[[HtmlElement], str],
    is_data_table: Callable[[HtmlElement], bool],
    policy: Policy,
    *,
    has_text_lines: bool = False,
) -> tuple[list[TextBlock], list[HtmlElement]]:
    """Return the blocks of all visible text, and the asides.

    With `has_text_lines`, blank lines end paragraphs and line ends are line breaks.

    Blocks in skipped elements have a reason. Asides are skipped elements in the middle of a
    paragraph, which is one block without them.
    """
    walker = _Walker(
        skip_reason,
        is_data_table,
        speaks_alt_texts=policy.alt_texts == "read",
        has_text_lines=has_text_lines,
    )
    return walker.walk(root), walker.asides


class _Walker:
    """Walks without recursion, because pages may nest elements to any depth."""

    def __init__(
        self,
        skip_reason: Callable[[HtmlElement], str],
        is_data_table: Callable[[HtmlElement], bool],
        *,
        speaks_alt_texts: bool,
        has_text_lines: bool,
    ) -> None:
        self._skip_reason = skip_reason
        self._is_data_table = is_data_table
        self._speaks_alt_texts = speaks_alt_texts
        self._has_text_lines = has_text_lines
        self._blocks: list[TextBlock] = []
        self._stack: list[_Frame] = []
        self._open_links = 0
        self.asides: list[HtmlElement] = []

    def walk(self, root: HtmlElement) -> list[TextBlock]:
        """Return the blocks in the tree, and collect the asides."""
        self._stack.append(_Frame(root, "paragraph", self._skip_reason(root)))
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self._leave(element, root)
            elif element.tag in TEXTLESS:
                events.skip_subtree()
            else:
                self._enter(element, root)
        return self._blocks

    def _enter(self, element: HtmlElement, root: HtmlElement) -> None:
        frame, tag = self._stack[-1], element.tag
        if tag == "br":
            frame.lines.append(LineBuffer())
            return
        reason = frame.reason or self._skip_reason(element)
        if frame.kind == "table" and tag in CELLS:
            frame.lines.append(LineBuffer())
        elif element is not root and (tag in BLOCKS or _is_custom_block(element, frame)):
            self._flush()
            self._stack.append(_Frame(element, self._kind(element), reason))
        elif reason != frame.reason:
            # A frame of its own; the sentence around the aside continues in the outer one.
            self._stack.append(_Frame(element, frame.kind, reason))
            self.asides.append(element)
        elif tag == "img" and self._speaks_alt_texts:
            self._add_alt_text(element)
        elif frame.kind == "heading" and follows_kicker(element):
            self._add(KICKER_END)
        self._open_links += tag == "a"
        line = self._stack[-1].lines[-1]
        self._add(superscript_text(element, line) if tag == "sup" else element.text)

    def _leave(self, element: HtmlElement, root: HtmlElement) -> None:
        self._open_links -= element.tag == "a"
        if self._stack[-1].element is element:
            self._flush()
        if element is root:
            return
        if self._stack[-1].element is element:
            self._stack.pop()
        self._add(element.tail)

    def _kind(self, element: HtmlElement) -> BlockKind:
        if element.tag == "table":
            return "table" if self._is_data_table(element) else "paragraph"
        kind = self._stack[-1].kind
        if element.tag == "pre" and kind != "table" and is_prose_text(element):
            return kind
        return kind if kind == "table" else KINDS.get(element.tag, kind)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        frame = self._stack[-1]
        if "\n" in text and self._has_text_lines and frame.kind in ("paragraph", "quote"):
            self._add_lines(text)
            return
        line = frame.lines[-1]
        line.parts.append(text)
        line.linked += len(text) if self._open_links else 0

    def _add_lines(self, text: str) -> None:
        """Add text as WordPress stores it: a blank line ends a paragraph, a line end is a break."""
        frame = self._stack[-1]
        for number, paragraph in enumerate(BLANK_LINES.split(text)):
            if number:
                self._flush()
            for position, part in enumerate(paragraph.split("\n")):
                if position:
                    frame.lines.append(LineBuffer())
                line = frame.lines[-1]
                line.parts.append(part)
                line.linked += len(part) if self._open_links else 0

    def _add_alt_text(self, image: HtmlElement) -> None:
        """Add the text as a block before the paragraph that the image is in."""
        if text := one_line(image.get("alt") or ""):
            reason = self._stack[-1].reason
            self._blocks.append(TextBlock("caption", text, reason, element=image))

    def _flush(self) -> None:
        """End the current paragraph of the innermost frame, and add its blocks."""
        frame = self._stack[-1]
        if not frame.lines[0].parts and len(frame.lines) == 1:
            return
        lines, frame.lines = frame.lines, [LineBuffer()]
        is_preformatted = frame.element.tag == "pre" and frame.kind != "code"
        if is_preformatted:
            lines = preformatted_lines(lines)
        paragraphs = split_paragraphs(
            frame.kind,
            lines,
            len(self._blocks),
            is_split=is_preformatted,
            is_marked_up=is_marked_up_verse(frame.element),
        )
        for paragraph in paragraphs:
            block = TextBlock(
                frame.kind,
                paragraph.text,
                frame.reason,
                stanza=paragraph.stanza,
                element=frame.element,
                linked=paragraph.linked,
            )
            if frame.kind == "table":
                block.table = block.within("table")
                block.is_table_caption = block.tag == "caption"
            self._blocks.append(block)


def _is_custom_block(element: HtmlElement, frame: _Frame) -> bool:
    """Return whether a custom element is a block: it has no text beside it in its parent."""
    parent, before = element.getparent(), element.getprevious()
    if "-" not in element.tag or parent is not frame.element or parent.tag == "p":
        return False
    beside = (before.tail if before is not None else parent.text, element.tail)
    return frame.kind == "paragraph" and not any(text and text.strip() for text in beside)
