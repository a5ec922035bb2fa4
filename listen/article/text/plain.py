"""Plain text as an article: as it was written, or copied from a page with all that is around it."""

from collections.abc import Sequence
from itertools import pairwise

from audio_cache.spec import Block
from listen.article.article import Article, Dropped
from listen.article.assemble import Part, assemble
from listen.article.policy import Policy
from listen.article.prose import is_prose
from listen.article.reasons import MARKUP
from listen.article.text.clean import one_line
from listen.article.text.leftovers import rest
from listen.article.text.lines import Line, lines_of
from listen.article.text.markdown import read_markdown
from listen.article.text.markdown_detect import is_markdown
from listen.article.text.pasted import drop_furniture
from listen.article.title import words

_UNENDED = (".", ",", ";", ":", "-", "–", "—", "…", "。", "،")
_TITLE, _HEADING = 150, 80
"""Characters at most."""


def read_plain(text: str, title: str | None = None, policy: Policy | None = None) -> Article:
    """Reads text as cleaned by clean(); Markdown by what it marks."""
    policy = policy or Policy()
    title = one_line(title or "") or None
    lines = read_markdown(text, policy) if is_markdown(text) else lines_of(text)
    marks = rest(text, lines)
    shown = drop_furniture(lines, title)
    read = [line for line in lines if not line.reason]
    shown = shown or (None if title else _title(read))
    if shown:
        shown.kind, title = "title", shown.text
    _mark_headings([line for line in read if not line.reason])
    parts = [
        Part(line.kind, line.text, line.reason, line.whole) for line in lines if line is not shown
    ]
    if marks:
        parts.append(Part("paragraph", marks, MARKUP))
    blocks, dropped = assemble(parts, policy, None)
    if title:
        blocks.insert(0, Block("title", title))
    return Article(blocks, dropped, title=title)


def read_verbatim(text: str) -> Article:
    """The same of text that is nothing but what is to be spoken: only bullets are left out.

    What looks like Markdown or like a page's furniture stays as it is written.
    """
    lines = lines_of(text)
    if shown := _title(lines):
        shown.kind = "title"
    _mark_headings(lines)
    blocks = [Block(line.kind, line.text) for line in lines]
    marks = rest(text, lines)
    dropped = [Dropped(marks, MARKUP)] if marks else []
    return Article(blocks, dropped, title=shown.text if shown else None)


def _title(lines: Sequence[Line]) -> Line | None:
    """A first line that is written as a title, and has paragraphs below."""
    if len(lines) < 2 or not lines[0].text:
        return None
    first, second = lines[:2]
    if first.kind == "heading":
        return first
    return first if _is_heading(first, second, _TITLE) and len(words(first.text)) > 1 else None


def _mark_headings(lines: Sequence[Line]) -> None:
    """Lines between paragraphs that are written as headings."""
    text = False
    for line, below in pairwise(lines):
        if text and line.alone and _is_heading(line, below, _HEADING):
            line.kind = "heading"
        text = text or is_prose(line.text)


def _is_heading(line: Line, below: Line, longest: int) -> bool:
    return (
        line.kind == "paragraph"
        and len(line.text) <= longest
        and not line.text.endswith(_UNENDED)
        and below.kind == "paragraph"
        and is_prose(below.text)
    )
