"""Segments plain text into paragraphs and list items."""

from collections.abc import Iterable, Iterator

import regex

from listen.article.text.unwrap import display_width, is_wide, unwrap
from listen.article.text_block import TextBlock

BLANK_LINES = regex.compile(r"\n[ \n]*\n")
"""The end of a paragraph in cleaned text."""
_BULLET = regex.compile(r"(?:[•‣∙·▪▫◦●○■□◆◇▸►✓✔➢➤\uf0a7\uf0b7\uf0d8\uf0fc]|[-*](?= )) *(?=\S)")
"""The last are private-use characters: bullets in the symbol fonts of word processors."""
_NUMBERED = regex.compile(r"\(?\p{Nd}{1,3}[.)] +\S")
_MARGINS = range(50, 101)
"""Widths at which programs and people wrap lines, in columns of a terminal."""
_MIN_FILL, _MIN_FILL_WIDE = 0.6, 0.9
"""Share of the margin that a wrapped line fills: broken between words, and between characters."""
_MIN_UNFINISHED = 40
"""Characters of a line that may be the beginning of a longer sentence."""
_CONTINUATION = regex.compile(r"[^.!?…:;。！？؟।]\n\p{Ll}")


def split_blocks(text: str) -> list[TextBlock]:
    """Split plain text at blank lines, and at line ends that are not hard wraps."""
    blocks = []
    for chunk in BLANK_LINES.split(text):
        paragraphs = list(unwrap_lines([line.strip() for line in chunk.split("\n")]))
        is_separate = len(paragraphs) == 1
        blocks += [_block(paragraph, is_separate) for paragraph in paragraphs]
    return blocks


def unwrap_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, joined where they were wrapped at a margin or within a sentence."""
    lines = [line for line in lines if line]
    is_wrapped = _is_wrapped(lines)
    run: list[str] = []
    for line in lines:
        if run and not (is_wrapped or is_continued(run[-1], line)):
            yield unwrap(run)
            run = []
        run.append(line)
    if run:
        yield unwrap(run)


def is_continued(line: str, next_line: str) -> bool:
    """Return whether the sentence of a line continues in the next."""
    is_long = len(line) >= _MIN_UNFINISHED
    return is_long and bool(_CONTINUATION.search(f"{line[-1]}\n{next_line[0]}"))


def _block(text: str, is_separate: bool) -> TextBlock:
    if bullet := _BULLET.match(text):
        return TextBlock("list_item", text[bullet.end() :])
    if _NUMBERED.match(text):
        return TextBlock("list_item", text)
    return TextBlock("paragraph", text, is_separate=is_separate)


def _is_wrapped(lines: list[str]) -> bool:
    """Return whether the lines end at a margin, and not where a thought ends."""
    if len(lines) < 2 or any(_BULLET.match(line) or _NUMBERED.match(line) for line in lines):
        return False
    widths = [display_width(line) for line in lines]
    min_fill = _MIN_FILL_WIDE if all(map(is_wide, lines)) else _MIN_FILL
    if max(widths) not in _MARGINS or min(widths[:-1]) <= min_fill * max(widths):
        return False
    # Lines of verse begin with capitals. Scripts without capitals are judged by width alone.
    return sum(line[0].isupper() for line in lines[1:]) <= len(lines[1:]) / 2
