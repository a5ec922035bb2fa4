"""Plain text as blocks."""

import regex

from audio_cache.spec import Block

_BLANK_LINES = regex.compile(r"\n[ \n]*\n")

_MARGIN = range(50, 101)
"""Widths at which programs and people wrap lines, in characters."""


def read_plain(text: str) -> list[Block]:
    """Paragraphs of cleaned text: blank lines part them, and so do lines that are not wrapped."""
    return [
        Block("paragraph", paragraph)
        for chunk in _BLANK_LINES.split(text)
        for paragraph in _paragraphs([line.strip() for line in chunk.split("\n")])
        if paragraph
    ]


def _paragraphs(lines: list[str]) -> list[str]:
    return [" ".join(lines)] if _wrapped(lines) else lines


def _wrapped(lines: list[str]) -> bool:
    """Whether the lines end where a margin is, and not where a thought does."""
    widths = [len(line) for line in lines]
    return max(widths) in _MARGIN and all(width > 0.6 * max(widths) for width in widths[:-1])
