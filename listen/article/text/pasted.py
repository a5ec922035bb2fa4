"""Passes for text that was copied from a page together with the boilerplate around the article.

A line is kept when in doubt. Most passes do nothing unless several lines of known boilerplate show
that the text was copied from a page, and none drops most of a text.
"""

from collections import Counter
from collections.abc import Sequence

import regex

from audio_cache.spec import BlockKind
from listen.article.boilerplate import boilerplate_reason
from listen.article.context import Context
from listen.article.prose import is_label, is_prose
from listen.article.reasons import BOILERPLATE, TITLE_REPEATED
from listen.article.text_block import TextBlock
from listen.article.title import MAX_WORDS, MIN_WORDS, is_same_title, words

_MIN_BOILERPLATE_LINES = 2
"""Lines of boilerplate that show that a text was copied from a page."""
_MAX_BOILERPLATE_SHARE = 0.5
"""Share of a text that may be boilerplate; above it the text holds no article, and is kept."""
_MAX_REST_SHARE = 0.3
"""Share of a text that comments and other articles below the article take up."""
_MIN_ARTICLE_PARAGRAPH = 250
"""Characters of a paragraph that is the article's wherever it stands."""
_DATE = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}:\d\d|\d{1,2}[./]\d{1,2}[./]\d{2}")
_DROPPABLE_KINDS: tuple[BlockKind, ...] = ("paragraph", "heading")


def drop_boilerplate(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop lines that are boilerplate anywhere, and tell by their number if it was a page."""
    reasons = {
        index: reason
        for index, block in enumerate(blocks)
        if _is_droppable(block) and (reason := boilerplate_reason(block.text, "always"))
    }
    dropped = sum(len(blocks[index].text) for index in reasons)
    if dropped > _MAX_BOILERPLATE_SHARE * sum(len(block.text) for block in blocks):
        return
    for index, reason in reasons.items():
        blocks[index].reason = reason
    context.is_copied_page = len(reasons) >= _MIN_BOILERPLATE_LINES


def drop_titles(blocks: Sequence[TextBlock], context: Context) -> None:
    """Find the title that a copied page shows, and drop its repetitions.

    A repetition stands above the article, or next to boilerplate.
    """
    is_detected = context.is_copied_page and not context.titles
    shown = _repeated_title(blocks) if is_detected else None
    begin, _ = _article_bounds(blocks, shown)
    if is_detected:
        shown = shown or _first_headline(blocks[:begin])
    context.title_block = shown
    title = next(iter(context.titles), shown.text if shown else "")
    header_end = begin if context.is_copied_page else 1
    is_after_dropped = True
    for index, block in enumerate(blocks):
        may_repeat = _is_droppable(block) and (is_after_dropped or index < header_end)
        if may_repeat and block is not shown and title and is_same_title(block.text, title):
            block.reason = TITLE_REPEATED
        is_after_dropped = bool(block.reason)


def drop_opened_sections(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop comments and other articles below, up to a paragraph that may be the article's."""
    if not context.is_copied_page:
        return
    remaining = size = sum(len(block.text) for block in blocks)
    section_reason, is_below_prose = "", False
    for block in blocks:
        remaining -= len(block.text)
        if len(block.text) >= _MIN_ARTICLE_PARAGRAPH:
            section_reason = ""
        if is_below_prose and remaining < _MAX_REST_SHARE * size:
            section_reason = boilerplate_reason(block.text, "opens") or section_reason
        block.reason = block.reason or section_reason
        is_below_prose = is_below_prose or (is_prose(block.text) and not block.reason)


def drop_header(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop section name, byline and date above the article. A line that may be a lead is kept."""
    if not context.is_copied_page:
        return
    begin, _ = _article_bounds(blocks, context.title_block)
    header = [block for block in blocks[:begin] if block is not context.title_block]
    for before, block, after in zip([None, *header], header, [*header[1:], None], strict=False):
        if not _is_droppable(block) or not is_label(block.text):
            continue
        is_enclosed = before is not None and after is not None and before.reason and after.reason
        if is_enclosed or len(words(block.text)) <= MIN_WORDS or _DATE.search(block.text):
            block.reason = boilerplate_reason(block.text, "edge") or BOILERPLATE


def drop_footer(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop labels below the first line of boilerplate below the article."""
    if not context.is_copied_page:
        return
    _, end = _article_bounds(blocks, context.title_block)
    is_below_boilerplate = False
    for block in blocks[end:]:
        if _is_droppable(block) and is_label(block.text):
            fallback = BOILERPLATE if is_below_boilerplate else ""
            block.reason = boilerplate_reason(block.text, "edge") or fallback
        is_below_boilerplate = is_below_boilerplate or bool(block.reason)


def drop_neighbors(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop short phrases directly below dropped lines: there, "Share" is a button."""
    if context.is_copied_page:
        _drop_after_dropped(blocks)


def drop_preceding_neighbors(blocks: Sequence[TextBlock], context: Context) -> None:
    """Drop such phrases directly above dropped lines."""
    if context.is_copied_page:
        _drop_after_dropped(blocks[::-1])


def _drop_after_dropped(blocks: Sequence[TextBlock]) -> None:
    is_after_dropped = False
    for block in blocks:
        if is_after_dropped and _is_droppable(block):
            block.reason = boilerplate_reason(block.text, "edge")
        is_after_dropped = bool(block.reason)


def _repeated_title(blocks: Sequence[TextBlock]) -> TextBlock | None:
    """Return the first line above the text that is repeated; pages show their title twice."""
    counts = Counter(
        tuple(words(block.text)) for block in blocks if len(block.text) <= _MIN_ARTICLE_PARAGRAPH
    )
    for block in blocks:
        key = tuple(words(block.text))
        if counts[key] > 1 and MIN_WORDS <= len(key) <= MAX_WORDS and _is_droppable(block):
            return block
        if is_prose(block.text) and not block.reason:
            break
    return None


def _first_headline(header: Sequence[TextBlock]) -> TextBlock | None:
    """Return the first line above the text that is long enough, and not a name or date."""
    for block in header:
        is_label_line = boilerplate_reason(block.text, "edge") or _DATE.search(block.text)
        is_long = len(words(block.text)) > MIN_WORDS and not is_prose(block.text)
        if _is_droppable(block) and is_long and not is_label_line:
            return block
    return None


def _article_bounds(blocks: Sequence[TextBlock], title: TextBlock | None) -> tuple[int, int]:
    """Return the range of the article's paragraphs, without a lead that stands apart."""
    prose = [
        index
        for index, block in enumerate(blocks)
        if not block.reason
        and is_prose(block.text)
        and not (title and is_same_title(block.text, title.text))
    ]
    if not prose:
        return 0, len(blocks)
    first, second = (*prose, prose[0])[:2]
    is_lead = any(block.reason for block in blocks[first:second])
    return second if is_lead else first, prose[-1] + 1


def _is_droppable(block: TextBlock) -> bool:
    return not block.reason and block.kind in _DROPPABLE_KINDS
