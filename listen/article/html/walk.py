"""The text of a page as pieces in reading order: where each stands, and what it is."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.html.piece import Piece
from listen.article.html.tags import BLOCKS, CELLS, KINDS, SILENT
from listen.article.html.text import TextLine, paragraphs, raised
from listen.article.policy import Policy
from listen.article.text.clean import one_line


@dataclass(slots=True)
class _Context:
    """What holds within an element, and its text so far."""

    element: HtmlElement
    kind: BlockKind
    reason: str
    lines: list[TextLine] = field(default_factory=lambda: [TextLine()])


def outline(
    root: HtmlElement,
    reason_of: Callable[[HtmlElement], str],
    is_data: Callable[[HtmlElement], bool],
    policy: Policy,
) -> tuple[list[Piece], list[HtmlElement]]:
    """Every visible character; with a reason what stands in elements that have one.

    Then such elements as stand in the middle of a paragraph, which is read without them.
    """
    walk = _Walk(reason_of, is_data, policy.alt_texts == "read")
    return walk.walk(root), walk.asides


class _Walk:
    """Without recursion: pages nest as deep as they like."""

    def __init__(
        self,
        reason_of: Callable[[HtmlElement], str],
        is_data: Callable[[HtmlElement], bool],
        alt_texts: bool,
    ) -> None:
        self._reason_of = reason_of
        self._is_data = is_data
        self._alt_texts = alt_texts
        self._pieces: list[Piece] = []
        self._contexts: list[_Context] = []
        self._links = 0
        self.asides: list[HtmlElement] = []

    def walk(self, root: HtmlElement) -> list[Piece]:
        self._contexts.append(_Context(root, "paragraph", self._reason_of(root)))
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "end":
                self._leave(element, root)
            elif element.tag in SILENT:
                steps.skip_subtree()
            else:
                self._enter(element, root)
        return self._pieces

    def _enter(self, element: HtmlElement, root: HtmlElement) -> None:
        here, tag = self._contexts[-1], element.tag
        if tag == "br":
            here.lines.append(TextLine())
            return
        reason = here.reason or self._reason_of(element)
        if here.kind == "table" and tag in CELLS:
            here.lines.append(TextLine())
        elif element is not root and (tag in BLOCKS or _stands_alone(element, here)):
            self._flush()
            self._contexts.append(_Context(element, self._kind(element), reason))
        elif reason != here.reason:
            # Beside the sentence that it stands in, which goes on after it.
            self._contexts.append(_Context(element, here.kind, reason))
            self.asides.append(element)
        elif tag == "img" and self._alt_texts:
            self._add_alt_text(element)
        self._links += tag == "a"
        line = self._contexts[-1].lines[-1]
        self._add(raised(element, line) if tag == "sup" else element.text)

    def _leave(self, element: HtmlElement, root: HtmlElement) -> None:
        self._links -= element.tag == "a"
        if self._contexts[-1].element is element:
            self._flush()
        if element is root:
            return
        if self._contexts[-1].element is element:
            self._contexts.pop()
        self._add(element.tail)

    def _kind(self, element: HtmlElement) -> BlockKind:
        if element.tag == "table":
            return "table" if self._is_data(element) else "paragraph"
        kind = self._contexts[-1].kind
        return kind if kind == "table" else KINDS.get(element.tag, kind)

    def _add(self, text: str | None) -> None:
        if text:
            line = self._contexts[-1].lines[-1]
            line.parts.append(text)
            line.linked += len(text) if self._links else 0

    def _add_alt_text(self, image: HtmlElement) -> None:
        """Before the paragraph that the image stands in."""
        here = self._contexts[-1]
        if text := one_line(image.get("alt") or ""):
            self._pieces.append(Piece("caption", text, image, here.reason))

    def _flush(self) -> None:
        """Ends the paragraph that goes on in this context."""
        here = self._contexts[-1]
        if not here.lines[0].parts and len(here.lines) == 1:
            return
        lines, here.lines = here.lines, [TextLine()]
        for text, linked in paragraphs(here.kind, lines):
            self._pieces.append(Piece(here.kind, text, here.element, here.reason, linked))


def _stands_alone(element: HtmlElement, here: _Context) -> bool:
    """Whether an element of a page's own is no word of a paragraph, but a paragraph or a box."""
    parent, before = element.getparent(), element.getprevious()
    if "-" not in element.tag or parent is not here.element or parent.tag == "p":
        return False
    beside = (before.tail if before is not None else parent.text, element.tail)
    return here.kind == "paragraph" and not any(text and text.strip() for text in beside)
