"""Unwraps the lines of a paragraph in Markdown, which may be verse."""

from collections.abc import Iterator, Sequence

from listen.article.text.clean import one_line
from listen.article.text.lines import keeps_lines
from listen.article.text.unwrap import unwrap
from listen.article.verse import is_verse

_MAX_VERSE = 40
"""Characters of a line that may be verse, whose line breaks are intended."""


def split_lines(texts: Sequence[str]) -> list[str]:
    """Return the lines of a paragraph, whose parts between hard breaks are given."""
    lines = [one_line(line) for text in texts for line in text.split("\n")]
    lines = [line for line in lines if line]
    is_broken = len(lines) == len(texts) and is_verse(lines)
    if is_broken or keeps_lines(lines):
        return lines
    return [line for text in texts for line in _unwrap_prose(text)]


def _unwrap_prose(text: str) -> Iterator[str]:
    """Yield a paragraph as one line, but lines of verse (short, capitalized) each as one."""
    lines = list(filter(None, map(one_line, text.split("\n"))))
    run: list[str] = []
    for line in lines:
        if run and len(run[-1]) < _MAX_VERSE and not line[0].islower():
            yield unwrap(run)
            run = []
        run.append(line)
    if run:
        yield unwrap(run)
