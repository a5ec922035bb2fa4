"""Text copied from a page: what stood around the article there is left out.

When in doubt a line is kept, and nothing is left out of a text that is nothing else.
"""

from collections import Counter
from collections.abc import Sequence

import regex

from listen.article.boilerplate import furniture
from listen.article.prose import is_label, is_prose
from listen.article.reasons import FURNITURE, TITLE_REPEATED
from listen.article.text.lines import Line
from listen.article.title import MAX_WORDS, MIN_WORDS, same, words

_PAGE = 2
"""Lines of furniture that show that a text was copied from a page."""
_MOSTLY = 0.5
"""Share of a text that is furniture when there is no article in it."""
_REST = 0.3
"""Share of a text that comments and other articles below it are at most."""
_LONG = 250
"""Characters of a paragraph that is the article's."""
_DATE = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}:\d\d|\d{1,2}[./]\d{1,2}[./]\d{2}")


def drop_furniture(lines: Sequence[Line], title: str | None) -> Line | None:
    """Gives lines that are not the article's their reasons.

    Returns the line that is its title, when none is given and the text was copied from a page.
    """
    copied = _drop_sure(lines) >= _PAGE
    shown = _repeated(lines) if copied and not title else None
    begin, _ = _bounds(lines, shown)
    if copied and not title:
        shown = shown or _headline(lines[:begin])
    _drop_titles(lines, shown, title or (shown.text if shown else ""), begin if copied else 1)
    if copied:
        _drop_rest(lines)
        begin, end = _bounds(lines, shown)
        _drop_head([line for line in lines[:begin] if line is not shown])
        _drop_tail(lines[end:])
        _drop_beside(lines)
        _drop_beside(lines[::-1])
    return shown


def _drop_sure(lines: Sequence[Line]) -> int:
    """How many lines are furniture wherever they stand; none are dropped of little else."""
    sure = {
        index: reason
        for index, line in enumerate(lines)
        if _is_open(line) and (reason := furniture(line.text, "always"))
    }
    size = sum(len(line.text) for line in lines)
    if sum(len(lines[index].text) for index in sure) > _MOSTLY * size:
        return 0
    for index, reason in sure.items():
        lines[index].reason = reason
    return len(sure)


def _repeated(lines: Sequence[Line]) -> Line | None:
    """The first line above the text that comes again: a page says its title more than once."""
    counts = Counter(tuple(words(line.text)) for line in lines if len(line.text) <= _LONG)
    for line in lines:
        key = tuple(words(line.text))
        if counts[key] > 1 and MIN_WORDS <= len(key) <= MAX_WORDS and _is_open(line):
            return line
        if is_prose(line.text) and not line.reason:
            break
    return None


def _headline(above: Sequence[Line]) -> Line | None:
    """The first line above the text that is long enough, and no name or date."""
    for line in above:
        named = furniture(line.text, "edge") or _DATE.search(line.text)
        long = len(words(line.text)) > MIN_WORDS and not is_prose(line.text)
        if _is_open(line) and long and not named:
            return line
    return None


def _bounds(lines: Sequence[Line], title: Line | None) -> tuple[int, int]:
    """Where the article's paragraphs begin and end; a lead that stands apart is above them."""
    prose = [
        index
        for index, line in enumerate(lines)
        if not line.reason and is_prose(line.text) and not (title and same(line.text, title.text))
    ]
    if not prose:
        return 0, len(lines)
    first, second = (*prose, prose[0])[:2]
    led = any(line.reason for line in lines[first:second])
    return second if led else first, prose[-1] + 1


def _drop_titles(lines: Sequence[Line], shown: Line | None, title: str, begin: int) -> None:
    """Above the text, and next to furniture."""
    dropped = True
    for index, line in enumerate(lines):
        placed = _is_open(line) and (dropped or index < begin)
        if placed and line is not shown and title and same(line.text, title):
            line.reason = TITLE_REPEATED
        dropped = bool(line.reason)


def _drop_head(above: Sequence[Line]) -> None:
    """Section, byline, date; a line that may be a lead is kept."""
    for before, line, after in zip([None, *above], above, [*above[1:], None], strict=False):
        if not _is_open(line) or not is_label(line.text):
            continue
        between = before is not None and after is not None and before.reason and after.reason
        if between or len(words(line.text)) <= MIN_WORDS or _DATE.search(line.text):
            line.reason = furniture(line.text, "edge") or FURNITURE


def _drop_rest(lines: Sequence[Line]) -> None:
    """Comments and other articles, up to what may be the article again."""
    left = size = sum(len(line.text) for line in lines)
    reason, text = "", False
    for line in lines:
        left -= len(line.text)
        if len(line.text) >= _LONG:
            reason = ""
        if text and left < _REST * size:
            reason = furniture(line.text, "opens") or reason
        line.reason = line.reason or reason
        text = text or (is_prose(line.text) and not line.reason)


def _drop_tail(below: Sequence[Line]) -> None:
    """Labels below the first piece of furniture below the text."""
    begun = False
    for line in below:
        if _is_open(line) and is_label(line.text):
            line.reason = furniture(line.text, "edge") or (FURNITURE if begun else "")
        begun = begun or bool(line.reason)


def _drop_beside(lines: Sequence[Line]) -> None:
    """What is only a name elsewhere, such as Share, is a button after furniture."""
    dropped = False
    for line in lines:
        if dropped and _is_open(line):
            line.reason = furniture(line.text, "edge")
        dropped = bool(line.reason)


def _is_open(line: Line) -> bool:
    return not line.reason and line.kind in ("paragraph", "heading")
