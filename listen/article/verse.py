"""Recognizes stanzas: groups of short lines whose breaks a reader hears."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from audio_cache.spec import Block
from listen.article.text.unwrap import display_width, is_wide

_MAX_WIDTH = 70
"""Columns of a line."""
_MAX_WIDTH_MARKED_UP = 120
"""Columns of a line in an element that is marked up as verse."""
_MIN_WORDS_BESIDE, _MIN_WORDS, _MIN_WORDS_UNPUNCTUATED = 1.5, 2.5, 4.0
"""Average words of a line: beside other verse, and in verse itself, with punctuation at the end of
a line or without any. Shorter lines are a list."""
_MAX_WIDE = 20
"""Characters of a line in Chinese or Japanese."""
_MIN_LOWER_SHARE = 0.4
"""Words that begin in lower case, in a script with cases. Addresses and names have fewer."""
_MAX_ENTRIES = 0.2
"""Lines that are entries of a list, a table, an address or a conversation."""
_MIN_UNFINISHED = 1 / 3
"""Lines, without the last, that end within a sentence. Fewer are paragraphs of a sentence each."""
_MIN_MARKED, _MIN_MARKED_LINES = 0.75, 4
"""Share of lines that end with punctuation, and how many lines show that this is no chance."""
_MIN_MARKED_NARROW, _MIN_MARKED_LINES_NARROW, _NARROW = 0.6, 3, 60
"""The same for lines below so many columns, where few programs wrap."""
_RAGGED = 0.8
"""Share of the widest line that a line with the next word does not fill: it is not wrapped."""

_WORDS = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*")
_CASED = regex.compile(r"[\p{Lu}\p{Ll}]")
_ENTRY = regex.compile(
    r"^\W*\d|^[–—―-]|^\p{Lu}[.)]\s|\d{2}|[@|\t]|https?:|\s{3}"
    r"|^[^\s:：]{1,20}(?:\s[^\s:：]{1,20}){0,2}\s?[:：](?!$)"
)
_CLOSERS = r"[\"'”’»›)\]」』）]*$"
_SENTENCE_END = regex.compile(rf"[.!?。！？؟।॥]{_CLOSERS}")
_MARKED_END = regex.compile(rf"[.!?…,;:—–。！？，、；：؟،؛।॥]{_CLOSERS}")


@dataclass(frozen=True, slots=True)
class Stanza:
    """The lines that a block was one of."""

    place: int
    """Tells the stanzas of an article apart."""
    is_sure: bool = True
    """False: it is verse only beside a stanza that is."""


def may_be_verse(lines: Sequence[str]) -> bool:
    """Return whether lines have the form of verse: short, and no list, table or address."""
    if len(lines) < 2 or max(map(display_width, lines)) > _MAX_WIDTH:
        return False
    if sum(_ENTRY.search(line) is not None for line in lines) > _MAX_ENTRIES * len(lines):
        return False
    if all(map(_is_wide_line, lines)):
        is_marked = any(_MARKED_END.search(line) for line in lines)
        return is_marked and max(map(len, lines)) <= _MAX_WIDE
    words = _WORDS.findall(" ".join(lines))
    if len(words) < _MIN_WORDS_BESIDE * len(lines):
        return False
    cased: list[str] = [word for word in words if _CASED.match(word)]
    return sum(word[0].islower() for word in cased) >= _MIN_LOWER_SHARE * len(cased)


def may_be_marked_up(lines: Sequence[str]) -> bool:
    """Return whether lines in an element that is marked up as verse are a stanza."""
    return len(lines) > 1 and max(map(display_width, lines)) <= _MAX_WIDTH_MARKED_UP


def is_verse(lines: Sequence[str]) -> bool:
    """Return whether lines whose breaks are intended are verse: sentences go over their ends."""
    if not may_be_verse(lines):
        return False
    if not all(map(_is_wide_line, lines)):
        is_marked = any(_MARKED_END.search(line) for line in lines)
        min_words = _MIN_WORDS if is_marked else _MIN_WORDS_UNPUNCTUATED
        if len(_WORDS.findall(" ".join(lines))) < min_words * len(lines):
            return False
    unfinished = sum(not _SENTENCE_END.search(line) for line in lines[:-1])
    return unfinished >= _MIN_UNFINISHED * (len(lines) - 1)


def _is_wide_line(line: str) -> bool:
    return is_wide(line.rstrip("，。！？；、") or line)


def has_intended_breaks(lines: Sequence[str]) -> bool:
    """Return whether verse shows that its lines are not wrapped.

    Most lines end with punctuation, or leave room for the first word of the next.
    """
    marked = sum(_MARKED_END.search(line) is not None for line in lines[:-1])
    width = max(map(display_width, lines))
    is_narrow = width < _NARROW
    min_marked = _MIN_MARKED_NARROW if is_narrow else _MIN_MARKED
    min_lines = _MIN_MARKED_LINES_NARROW if is_narrow else _MIN_MARKED_LINES
    if len(lines) >= min_lines and marked >= min_marked * (len(lines) - 1):
        return True
    ragged = sum(
        display_width(f"{line} {below.split()[0]}") <= _RAGGED * width
        for line, below in pairwise(lines)
    )
    return 2 * ragged >= len(lines) - 1


def join_stanzas(blocks: Iterable[tuple[Block, Stanza | None]]) -> list[Block]:
    """Join the lines of each stanza into one block. Other groups of lines stay blocks of their own.

    `blocks` are in reading order, each with the stanza that it is a line of.
    """
    groups = [
        (stanza, [block for block, _ in group])
        for (stanza, _), group in groupby(blocks, lambda each: (each[1], each[0].kind))
    ]
    verse = [stanza is not None and stanza.is_sure for stanza, _ in groups]
    for order in (range(1, len(groups)), range(len(groups) - 2, -1, -1)):
        for index in order:
            beside = index - 1 if order.step > 0 else index + 1
            verse[index] |= groups[index][0] is not None and verse[beside]
    joined: list[Block] = []
    for (_, lines), is_joined in zip(groups, verse, strict=True):
        text = "\n".join(line.text for line in lines)
        joined += [Block(lines[0].kind, text)] if is_joined else lines
    return joined
