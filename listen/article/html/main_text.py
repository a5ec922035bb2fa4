"""Main content extraction by trafilatura, and its alignment with the blocks of the page."""

import logging
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import regex
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from listen.article.html import stop_words
from listen.article.html.text import fold_superscripts
from listen.article.text_block import TextBlock

# The server's log need not report pages that trafilatura cannot parse.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
stop_words.install()

_NOT_WORDS = regex.compile(r"\W+")
_ANCHOR = 40
"""Letters and digits of a line that identify the block that begins with it."""
_WINDOW = 50_000
"""Letters and digits: how far ahead a block is searched."""
_MAX_CANDIDATES = 10
"""Positions at which a block that occurs often is searched."""


def main_text(root: HtmlElement, favor_precision: bool) -> list[str]:
    """Return the lines of the article by trafilatura; empty when it finds none."""
    document = bare_extraction(root, include_comments=False, favor_precision=favor_precision)
    if not isinstance(document, Document):
        return []
    return [text for text in document.body.itertext() if text and not text.isspace()]


def align(blocks: Sequence[TextBlock], lines: Sequence[str]) -> list[bool]:
    """Return for each block whether it is in the lines, which are in the order of the blocks.

    Dropped blocks are in none: their words may be the article's elsewhere.
    """
    line_keys = [_key(line) for line in lines]
    text = "".join(line_keys)
    keys = ["" if block.reason else _key(block.text) for block in blocks]
    positions = _longest_chain(keys, _candidates(keys, line_keys, text))
    found, start = [], 0
    ends = _next_positions(positions, len(text))
    for key, position, end in zip(keys, positions, ends, strict=True):
        at = text.find(key, start, min(end, start + _WINDOW)) if position is None else position
        found.append(bool(key) and at >= 0)
        if found[-1]:
            start = at + len(key)
    return found


def _candidates(keys: Sequence[str], lines: Sequence[str], text: str) -> list[list[int]]:
    """Return where each key is a line, or begins with one and continues in the next."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for line, start in zip(lines, accumulate(map(len, lines), initial=0), strict=False):
        starts[line].append(start)
        if len(line) > _ANCHOR:
            starts[line[:_ANCHOR]].append(start)
    seen: Counter[str] = Counter()
    found = []
    for key in keys:
        # The lines are a part of the page's blocks, so none occurs more often than its block has.
        seen[key] += 1
        last = seen[key]
        positions = starts.get(key) or starts.get(key[:_ANCHOR], []) if key else []
        nearest = positions[max(0, last - _MAX_CANDIDATES) : last]
        found.append([start for start in nearest if text.startswith(key, start)])
    return found


@dataclass(frozen=True, slots=True)
class _Chain:
    """A sequence of blocks in the order of the text, linked from its last block."""

    index: int
    position: int
    size: int
    """Letters and digits of all its blocks."""
    previous: "_Chain | None"


def _longest_chain(keys: Sequence[str], candidates: Sequence[list[int]]) -> list[int | None]:
    """Choose one position or none for each block, rising, so that they cover most of the text.

    A weighted longest increasing subsequence: `chains` holds the best one for each of `ends`.
    """
    ends, chains = [0], [_Chain(-1, 0, 0, None)]
    for index, (key, positions) in enumerate(zip(keys, candidates, strict=True)):
        longer = []
        for position in positions:
            previous = chains[bisect_right(ends, position) - 1]
            longer.append(_Chain(index, position, previous.size + len(key), previous))
        for chain in longer:
            _add(ends, chains, chain.position + len(key), chain)
    chosen: list[int | None] = [None] * len(keys)
    last = chains[-1]
    while last.previous is not None:
        chosen[last.index] = last.position
        last = last.previous
    return chosen


def _add(ends: list[int], chains: list[_Chain], end: int, chain: _Chain) -> None:
    """Add a chain unless a larger one ends sooner; remove smaller ones that end later."""
    at = bisect_right(ends, end)
    if chains[at - 1].size >= chain.size:
        return
    first = at - 1 if ends[at - 1] == end else at
    last = at
    while last < len(chains) and chains[last].size <= chain.size:
        last += 1
    ends[first:last], chains[first:last] = [end], [chain]


def _next_positions(positions: Sequence[int | None], end: int) -> list[int]:
    """Return for each block where the next block with a position begins."""
    ends = []
    for position in reversed(positions):
        ends.append(end)
        end = end if position is None else position
    return ends[::-1]


def _key(text: str) -> str:
    """Return the letters and digits of the text."""
    return _NOT_WORDS.sub("", text if text.isascii() else fold_superscripts(text))
