"""Segments plain text into paragraphs and list items."""

from collections.abc import Iterable, Iterator, Sequence

import regex

from listen.article.text.numbering import Numbering
from listen.article.text.unwrap import display_width, is_wide, unwrap
from listen.article.text_block import TextBlock
from listen.article.verse import Stanza, has_intended_breaks, is_verse, may_be_verse

BLANK_LINES = regex.compile(r"\n[ \n]*\n")
"""The end of a paragraph in cleaned text."""
_BULLET = regex.compile(r"(?:[•‣∙·▪▫◦●○■□◆◇▸►✓✔➢➤\uf0a7\uf0b7\uf0d8\uf0fc]|[-*](?= )) *(?=\S)")
"""The last are private-use characters: bullets in the symbol fonts of word processors."""
_NUMBERED = regex.compile(r"\(?\p{Nd}{1,3}[.)] +\S")
_ITEM_NUMBER = regex.compile(r"[0-9]{1,3}(?=[.)] +\S)")
_MARGINS = range(50, 101)
"""Widths at which programs and people wrap lines, in columns of a terminal."""
_MIN_FILL, _MIN_FILL_WIDE = 0.6, 0.9
"""Share of the margin that a wrapped line fills: broken between words, and between characters."""
_MIN_UNFINISHED = 40
"""Characters of a line that may be the beginning of a longer sentence."""
_COLUMN_WIDTHS, _MIN_COLUMN_LINES = range(20, 140), 3
"""Widths of columns in print, in characters; number of lines that show that there is one."""
_MAX_LAST_FILL = 0.8
"""Share of a column that the last line of a paragraph fills."""
_SENTENCE_END = regex.compile(r"[.!?…:;。！？؟।][\"'”’»)\]]*$")
_WITHIN_SENTENCE = regex.compile(r"[,;.!?] \S|\p{Ll}{2}[-\u2010]$")
"""Punctuation within a line, or a divided word."""
_DIVIDED, _MIN_DIVIDED = regex.compile(r"\p{Ll}{2}[-\u2010]$"), 15
"""A line that ends with a part of a word."""
_CONTINUATION = regex.compile(r"[^.!?…:;。！？؟।]\n\p{Ll}")


def split_blocks(text: str) -> list[TextBlock]:
    """Split plain text at blank lines, and at line ends that are not hard wraps."""
    blocks = []
    for place, chunk in enumerate(BLANK_LINES.split(text)):
        lines = [line.strip() for line in chunk.split("\n")]
        paragraphs = list(unwrap_lines(lines))
        stanza = find_stanza(paragraphs, place)
        is_separate = len(paragraphs) == 1
        blocks += [_block(paragraph, is_separate, stanza) for paragraph in _numbered(paragraphs)]
    return blocks


def find_stanza(lines: Sequence[str], place: int) -> Stanza | None:
    """Return the stanza at a place that unwrapped lines are, or may be."""
    if not may_be_verse(lines):
        return None
    return Stanza(place, is_sure=is_verse(lines))


def _numbered(paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs of a chunk; items that all have the same number are counted."""
    numbering = Numbering()
    for paragraph in paragraphs:
        item = _ITEM_NUMBER.match(paragraph)
        if item:
            yield f"{numbering.next(item[0])}{paragraph[item.end() :]}"
        else:
            numbering = Numbering()
            yield paragraph


def unwrap_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, joined where they were wrapped at a margin or within a sentence."""
    lines = [line for line in lines if line]
    if keeps_lines(lines):
        yield from lines
        return
    is_wrapped = _is_sentence(lines) or _is_wrapped(lines)
    width = max(map(display_width, lines), default=0)
    run: list[str] = []
    for line in lines:
        is_joined = run and (is_wrapped or is_continued(run[-1], line))
        if run and (not is_joined or (is_wrapped and _ends_paragraph(run[-1], line, width))):
            yield unwrap(run)
            run = []
        run.append(line)
    if run:
        yield unwrap(run)


def keeps_lines(lines: Sequence[str]) -> bool:
    """Return whether the lines are verse, and not a paragraph that was wrapped."""
    if not is_verse(lines):
        return False
    return has_intended_breaks(lines) or not (_is_sentence(lines) or _is_wrapped(lines))


def is_continued(line: str, next_line: str) -> bool:
    """Return whether the sentence of a line continues in the next."""
    is_divided = len(line) >= _MIN_DIVIDED and _DIVIDED.search(line) is not None
    is_long = is_divided or len(line) >= _MIN_UNFINISHED
    return is_long and bool(_CONTINUATION.search(f"{line[-1]}\n{next_line[0]}"))


def _block(text: str, is_separate: bool, stanza: Stanza | None) -> TextBlock:
    bullet = _BULLET.match(text)
    if bullet and (text[0] in "-*" or f" {text[0]} " not in text):  # a list in a line is text
        return TextBlock("list_item", text[bullet.end() :])
    if _NUMBERED.match(text):
        return TextBlock("list_item", text)
    return TextBlock("paragraph", text, stanza=stanza, is_separate=is_separate)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Return whether the lines end at a margin, and not where a thought ends."""
    if len(lines) < 2 or any(_BULLET.match(line) or _NUMBERED.match(line) for line in lines):
        return False
    widths = [display_width(line) for line in lines]
    min_fill = _MIN_FILL_WIDE if all(map(is_wide, lines)) else _MIN_FILL
    if max(widths) not in _MARGINS or min(widths[:-1]) <= min_fill * max(widths):
        return _is_column(lines, widths)
    # Lines of verse begin with capitals. Scripts without capitals are judged by width alone.
    return sum(line[0].isupper() for line in lines[1:]) <= len(lines[1:]) / 2


def _is_sentence(lines: Sequence[str]) -> bool:
    """Return whether the lines are one sentence, which begins in the first and ends in the last."""
    return (
        len(lines) > 1
        and lines[0][0].isupper()
        and all(line[0].islower() for line in lines[1:])
        and not any(_SENTENCE_END.search(line) for line in lines[:-1])
        and lines[-1].endswith((".", "!", "?"))
    )


def _is_column(lines: Sequence[str], widths: list[int]) -> bool:
    """Return whether the lines are a column of any width, which may have several paragraphs.

    Most lines of a column end within a sentence, and fill it.
    """
    margin = max(widths)
    if len(lines) < _MIN_COLUMN_LINES or margin not in _COLUMN_WIDTHS:
        return False
    unfinished = [
        (width, below)
        for line, width, below in zip(lines, widths, lines[1:], strict=False)
        if not _SENTENCE_END.search(line)
    ]
    full = sum(width >= _MIN_FILL * margin for width, _ in unfinished)
    continued = sum(not below[0].isupper() for _, below in unfinished)
    if not any(_WITHIN_SENTENCE.search(line) for line in lines):  # verse, or a list
        return False
    return (
        2 * len(unfinished) >= len(lines) - 1
        and 10 * full >= 9 * len(unfinished)
        and 2 * continued > len(unfinished)
    )


def _ends_paragraph(line: str, next_line: str, width: int) -> bool:
    """Return whether a paragraph of a column ends with a line, or a heading: it is short."""
    if next_line[0].islower():
        return False
    max_fill = _MAX_LAST_FILL if _SENTENCE_END.search(line) else _MIN_FILL
    return display_width(line) < max_fill * width
