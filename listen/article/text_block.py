"""TextBlock: the unit of boilerplate removal, for pages and for pasted text (after boilerpipe)."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from audio_cache.spec import BlockKind
from listen.article.article import Dropped
from listen.article.prose import is_prose
from listen.article.verse import Stanza

_PROSE_KINDS: tuple[BlockKind, ...] = ("paragraph", "quote")
_LINK_SHARE, _MOSTLY_LINKS_SHARE = 0.9, 0.5
"""Link density of a block that is a link, apart from a sign or two beside it, or mostly links."""


@dataclass(slots=True)
class TextBlock:
    """A paragraph, heading, list item or table row of an input.

    A pass drops a block by setting its reason; blocks are never removed, because what is dropped
    is reported.
    """

    kind: BlockKind
    text: str
    reason: str = ""
    """The reason for dropping the block; empty while it is kept."""
    table: Hashable = None
    """Identifies the table that the block is a row of: its element, or its number in Markdown."""
    is_table_caption: bool = False
    stanza: Stanza | None = None
    """The stanza that the block is a line of."""
    is_separate: bool = False
    """True: blank lines surround the block. False on pages."""
    element: HtmlElement | None = None
    """The innermost block element around the text. None in pasted text."""
    linked: int = 0
    """Characters of the text that are links. 0 in pasted text."""
    taken_out: tuple[Dropped, ...] = ()
    """Parts that passes took out of the text."""

    @property
    def is_link(self) -> bool:
        """Return whether the block is one link, or several, and nothing else."""
        return self.linked >= _LINK_SHARE * max(1, len(self.text))

    @property
    def is_mostly_links(self) -> bool:
        """Return whether links are at least half of the text."""
        return self.linked >= _MOSTLY_LINKS_SHARE * max(1, len(self.text))

    @property
    def is_prose(self) -> bool:
        """Return whether the block is a paragraph or quote of running text."""
        return self.kind in _PROSE_KINDS and is_prose(self.text)

    @property
    def tag(self) -> str:
        """Return the tag of the element; empty in pasted text."""
        return "" if self.element is None else self.element.tag

    def take_out(self, spans: Iterable[tuple[int, int]], reason: str) -> None:
        """Take parts out of the text, as (start, end); without a rest, the block is dropped."""
        rest, place, parts = "", 0, list[Dropped]()
        for start, end in sorted(spans):
            kept = self.text[place:start]
            rest += kept.lstrip(" ") if rest.endswith(" ") else kept
            parts.append(Dropped(self.text[start:end].strip(), reason))
            place = end
        kept = self.text[place:]
        rest = (rest + (kept.lstrip(" ") if rest.endswith(" ") else kept)).strip()
        if parts and rest:
            self.taken_out += tuple(parts)
            self.text = rest
            # What is taken out of a linked text is often the link.
            self.linked = max(0, self.linked - sum(len(part.text) for part in parts))
        elif parts:
            self.reason = reason

    def ancestors(self) -> Iterator[HtmlElement]:
        """Yield the element and the elements around it, from the inside; none in pasted text."""
        if self.element is not None:
            yield self.element
            yield from self.element.iterancestors()

    def within(self, tag: str) -> HtmlElement | None:
        """Return the innermost element with this tag that the block is in; None without one."""
        if self.element is None or self.element.tag == tag:
            return self.element
        return next(self.element.iterancestors(tag), None)


def prose_share(blocks: Iterable[TextBlock], hidden: Collection[str] = ()) -> float | None:
    """Return the share of the running text that is kept, 0 to 1; None without any.

    Text that nobody sees or may hear, by these reasons, does not count.
    """
    kept = total = 0
    for block in blocks:
        if block.reason not in hidden and is_prose(block.text) and not block.is_mostly_links:
            total += len(block.text)
            kept += 0 if block.reason else len(block.text)
    return kept / total if total else None


def without(blocks: Iterable[TextBlock], shown: TextBlock | None) -> list[TextBlock]:
    """Return the blocks but the one that shows the title; what was taken out of that stays."""
    rest = [block for block in blocks if block is not shown]
    parts = shown.taken_out if shown else ()
    return rest + [TextBlock("paragraph", part.text, part.reason) for part in parts]


def kept_blocks(blocks: Iterable[TextBlock]) -> list[TextBlock]:
    """Return the blocks that no pass has dropped so far."""
    return [block for block in blocks if not block.reason]
