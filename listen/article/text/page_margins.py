"""Takes page numbers and running heads out of text that was copied from a PDF."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import regex

_NUMBER = regex.compile(r"\d+")
_BARE = regex.compile(r"[-–—|•·\[(]? ?(?:p\.? ?)?\d{1,4} ?[-–—|•·\])]?", regex.IGNORECASE)
_PAGE = regex.compile(
    r"[-–—]? ?(?:page|seite|página|pagina|pág\.|strona|str\.|sida|side|страница|стр\.|стор\.|sayfa)"
    r" ?\d{1,4}(?: ?(?:of|von|sur|de|di|van|z|av|af|из|з|/) ?\d{1,4})? ?[-–—]?",
    regex.IGNORECASE,
)
_AT_EDGE = regex.compile(r"\d{1,4}\b.*|.*\b\d{1,4}")
_CAPTION = regex.compile(
    r"(?:fig|abb|tab|bild|box|chart|graph|map|photo|foto|cuadro|рис)", regex.IGNORECASE
)
_SET_OFF = regex.compile(r"\d{1,4} ?[/|·•–—] ?\S.*|.*\S ?[/|·•–—] ?\d{1,4}")
"""A page number beside other words, with a sign between."""
_RUNNING_TEXT = regex.compile(r"\p{Ll}|.*\p{Ll}{3}[.!?…;:]\s\p{L}")
"""The continuation of a sentence, or the beginning of another: no running head."""
_LONG_WORD = regex.compile(r"\p{L}{4,}")
_SENTENCE_END = regex.compile(r"[.!?…:;。！？।][\"'”’»)\]]*$")
_MAX_LENGTH, _MAX_WORDS = 90, 14
"""Length of a running head, in characters and words."""
_MIN_DISTANCE, _MAX_STEP = 4, 4
"""Lines between two ends of pages, and the difference of their numbers."""


def take_out_page_margins(text: str) -> tuple[str, list[str]]:
    """Return the text without page numbers and running heads, and these lines.

    A line is one if it interrupts a sentence, or others with the same words and ascending numbers
    do; and where page numbers stand beside the same words on each page. A paragraph that continues
    on the next page is put together.
    """
    lines = [line.strip() for line in text.split("\n")]
    margins = _margins(lines)
    if not margins:
        return text, []
    kept, has_gap, is_interrupted = list[str](), False, False
    for number, line in enumerate(lines):
        if number in margins:
            is_interrupted = True
        elif not line:
            has_gap = True
        else:
            joins = is_interrupted and kept and _continues(kept[-1], line)
            kept += ([] if joins or not (has_gap or is_interrupted) else [""]) + [line]
            has_gap = is_interrupted = False
    return "\n".join(kept), [lines[number] for number in sorted(margins)]


def _margins(lines: Sequence[str]) -> set[int]:
    numbered, repeated = _candidates(lines)
    candidates = {number for run in (*numbered.values(), *repeated.values()) for number in run}
    interrupting = {number for number in candidates if _interrupts(lines, number, candidates)}
    margins = {number for number in candidates if _PAGE.fullmatch(lines[number])}
    heads = {number for run in repeated.values() for number in run}
    for run in numbered.values():
        is_sure = bool(interrupting.intersection(run))
        if len(run) == 1:
            is_head = is_sure and _is_capitalized(lines[run[0]])
        else:
            beside = sum(bool(heads & _neighbors(number)) for number in run)
            is_set_off = _SET_OFF.fullmatch(lines[run[0]]) is not None
            is_head = (is_sure or is_set_off or beside == len(run)) and _ascends(lines, run)
        if is_head:
            margins.update(run)
    for run in repeated.values():
        beside = sum(bool(_neighbors(number) & margins) for number in run)
        if len(run) > 1 and (beside > 1 or len(interrupting.intersection(run)) > 1):
            margins.update(run)
    return margins


def _neighbors(number: int) -> set[int]:
    return {number - 2, number - 1, number + 1, number + 2}


def _is_capitalized(line: str) -> bool:
    """Return whether most words begin with capitals, as those of a running head."""
    words: list[str] = _LONG_WORD.findall(line)
    return 2 * sum(not word[0].islower() for word in words) >= len(words)


def _candidates(lines: Sequence[str]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return the numbers of short lines by their words: of page numbers, and of repeated lines."""
    numbered, plain = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for number, line in enumerate(lines):
        is_short = 0 < len(line) <= _MAX_LENGTH and len(line.split()) <= _MAX_WORDS
        if not is_short or _CAPTION.match(line):
            continue
        if _PAGE.fullmatch(line) or _BARE.fullmatch(line):
            numbered["#" if _BARE.fullmatch(line) else _NUMBER.sub("#", line)].append(number)
        elif not _RUNNING_TEXT.match(line):
            plain[line].append(number)
            if _NUMBER.search(line) and (_AT_EDGE.fullmatch(line) or _SET_OFF.fullmatch(line)):
                numbered[_NUMBER.sub("#", line)].append(number)
    return numbered, {line: run for line, run in plain.items() if len(run) > 1}


def _interrupts(lines: Sequence[str], number: int, candidates: set[int]) -> bool:
    """Return whether a sentence begins above the line and continues below it."""
    above = next(
        (
            lines[n]
            for n in range(number - 1, max(-1, number - 9), -1)
            if lines[n] and n not in candidates
        ),
        "",
    )
    below = next(
        (
            lines[n]
            for n in range(number + 1, min(len(lines), number + 9))
            if lines[n] and n not in candidates
        ),
        "",
    )
    return len(above) > 20 and _continues(above, below)


def _continues(line: str, next_line: str) -> bool:
    return not _SENTENCE_END.search(line) and next_line[:1].islower()


def _ascends(lines: Sequence[str], run: Sequence[int]) -> bool:
    """Return whether one of the numbers ascends from line to line, and the others are the same."""
    if any(after - before < _MIN_DISTANCE for before, after in pairwise(run)):
        return False
    columns = list(zip(*(map(int, _NUMBER.findall(lines[number])) for number in run), strict=False))
    changing = [column for column in columns if len(set(column)) > 1]
    return len(changing) == 1 and all(
        0 < after - before <= _MAX_STEP for before, after in pairwise(changing[0])
    )
