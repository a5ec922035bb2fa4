"""Plain text as paragraphs and list items."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from audio_cache.spec import BlockKind
from listen.article.text.unwrap import is_unspaced, joined, width

_BLANK_LINES = regex.compile(r"\n[ \n]*\n")
_BULLET = regex.compile(r"(?:[•‣∙·▪▫◦●○■□◆◇▸►✓✔➢➤\uf0a7\uf0b7\uf0d8\uf0fc]|[-*](?= )) *(?=\S)")
"""The last are of the fonts that word processors have bullets in."""
_NUMBERED = regex.compile(r"\(?\p{Nd}{1,3}[.)] +\S")
_MARGIN = range(50, 101)
"""Widths at which programs and people wrap lines, in columns of a terminal."""
_RAGGED, _EVEN = 0.6, 0.9
"""Share of the margin that wrapped lines reach: between words, and between characters."""
_SENTENCE = 40
"""Characters of a line that may be the beginning of a longer one."""
_GOES_ON = regex.compile(r"[^.!?…:;。！？؟।]\n\p{Ll}")


@dataclass(slots=True)
class Line:
    """A paragraph, or what stands on a line of its own."""

    text: str
    kind: BlockKind = "paragraph"
    alone: bool = False
    """Blank lines around it."""
    reason: str = ""
    """Why it is not read; empty when it is."""
    whole: int | None = None
    """Number of the table that it is a row of."""


def lines_of(text: str) -> list[Line]:
    """Blank lines part paragraphs, and so do lines that are not wrapped."""
    found = []
    for chunk in _BLANK_LINES.split(text):
        paragraphs = list(join([line.strip() for line in chunk.split("\n")]))
        found += [_line(paragraph, alone=len(paragraphs) == 1) for paragraph in paragraphs]
    return found


def join(lines: Iterable[str]) -> Iterator[str]:
    """The lines, less the breaks at a margin or within a sentence."""
    lines = [line for line in lines if line]
    wrapped = _wrapped(lines)
    run: list[str] = []
    for line in lines:
        if run and not (wrapped or goes_on(run[-1], line)):
            yield joined(run)
            run = []
        run.append(line)
    if run:
        yield joined(run)


def goes_on(line: str, following: str) -> bool:
    """Whether the sentence of one line goes on in the next."""
    return len(line) >= _SENTENCE and bool(_GOES_ON.search(f"{line[-1]}\n{following[0]}"))


def _line(text: str, alone: bool) -> Line:
    if bullet := _BULLET.match(text):
        return Line(text[bullet.end() :], "list_item")
    if _NUMBERED.match(text):
        return Line(text, "list_item")
    return Line(text, alone=alone)


def _wrapped(lines: list[str]) -> bool:
    """Whether the lines end where a margin is, and not where a thought does."""
    if len(lines) < 2 or any(_line(line, alone=False).kind == "list_item" for line in lines):
        return False
    widths = [width(line) for line in lines]
    even = _EVEN if all(map(is_unspaced, lines)) else _RAGGED
    if max(widths) not in _MARGIN or min(widths[:-1]) <= even * max(widths):
        return False
    # Verses begin with capitals; where there are none, the widths have to do.
    return sum(line[0].isupper() for line in lines[1:]) <= len(lines[1:]) / 2
