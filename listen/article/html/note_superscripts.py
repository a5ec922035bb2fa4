"""Finds superscripts that refer to notes, by the series that they form on a page.

A single superscript is left alone unless it follows the end of a sentence: it may be a power, an
ordinal, an isotope or a part of a name.
"""

from collections.abc import Iterable
from itertools import islice
from string import ascii_lowercase

import regex
from lxml.html import HtmlElement

_NUMBERS = regex.compile(r"[0-9]{1,3}(?:\s*[,;–-]\s*[0-9]{1,3}){0,9}")
_SYMBOLS = regex.compile(r"[*†‡§¶#]{1,4}")
_LETTER = regex.compile(r"[a-z](?:\s*,\s*[a-z]){0,9}")

_UNIT = regex.compile(
    r"(?<!\p{L})(?:[cdkmnµμ]?m|ft|yd|mi|sq|[cdmµμ]?s|(?<=\d\s?)in)$", regex.IGNORECASE
)
"""Units that are squared or cubed."""
_FUNCTION = regex.compile(r"(?<!\p{L})(?:arc)?(?:sin|cos|tan|cot|sec|csc|log|ln|exp|chi)h?$")
_SENTENCE_END = regex.compile(r"\p{L}[\"'”’»)\]]?[.!?…][\"'”’»)\]]?$")
_WORD_END = regex.compile(
    r"(?:(?<!\d)(?:1[5-9]|20)\d\d|\d\s?%|\p{L}\p{M}*\p{L}\p{M}*|[\p{L}\p{N}%][\"'”’»)\]]*[.,;:!?…]"
    r"|[\"'”’»)\]])[\"'”’»)\]]*$"
)
"""A word, a year, a share, or punctuation after one. A number or a variable may have a power."""
_LETTER_WORD_END = regex.compile(r"(?:\p{Ll}{2}|\p{Ll}[\"'”’»)\]]*[.,;:!?…][\"'”’»)\]]*)$")
_AFTER = regex.compile(r"(?:$|[\s\p{P}])")
_MIN_SERIES = 2
_MAX_TEXT, _MAX_MARKS, _MAX_NODES = 60, 5000, 10
"""Characters before a mark that are looked at, marks of a page, and text nodes of a mark."""


def find_note_superscripts(root: HtmlElement) -> set[HtmlElement]:
    """Return the sup elements of a page that refer to notes."""
    numbers: list[tuple[HtmlElement, str, str]] = []
    letters: list[tuple[HtmlElement, str]] = []
    marks: set[HtmlElement] = set()
    listed: set[str] = set()
    for sup in islice(root.iter("sup"), _MAX_MARKS):
        text = "".join(islice(sup.itertext(), _MAX_NODES))[:_MAX_TEXT].strip()
        before = _text_before(sup)
        is_mark = bool(_AFTER.match(sup.tail or ""))
        if not before.strip():
            listed.add(text)
        elif _NUMBERS.fullmatch(text) and _may_have_note(before, text, is_mark):
            numbers.append((sup, text, before))
        elif _LETTER.fullmatch(text) and is_mark and _LETTER_WORD_END.search(before):
            letters.append((sup, text))
        elif _SYMBOLS.fullmatch(text) and _WORD_END.search(before.rstrip()):
            marks.add(sup)
    is_series = len({text for _, text, _ in numbers}) >= _MIN_SERIES or any(
        text in listed for _, text, _ in numbers
    )
    marks.update(sup for sup, _, before in numbers if is_series or _SENTENCE_END.search(before))
    if _is_alphabet(text for _, text in letters):
        marks.update(sup for sup, _ in letters)
    return marks


def _may_have_note(before: str, text: str, is_mark: bool) -> bool:
    """Return whether the text before a number in superscript may refer to a note with it."""
    word = before.rstrip()
    if word != before and not is_mark:
        # An isotope: the number belongs to the word after it.
        return False
    is_power = text in ("2", "3") and _UNIT.search(word)
    return bool(_WORD_END.search(word)) and not is_power and not _FUNCTION.search(word)


def _is_alphabet(texts: Iterable[str]) -> bool:
    """Return whether the letters are the first of the alphabet, two at least."""
    found = {letter for text in texts for letter in text if letter.isalpha()}
    return len(found) >= _MIN_SERIES and found == set(ascii_lowercase[: len(found)])


def _text_before(sup: HtmlElement) -> str:
    """Return the text of the block before the mark, the end of it."""
    parts: list[str] = []
    element = sup
    for _ in range(_MAX_NODES):
        before = element.getprevious()
        if before is not None:
            parts.append(before.tail or "")
            if before.tag == "br":
                break
            if not (before.tail or "").strip():
                parts.append("".join(islice(before.itertext(), 3 * _MAX_NODES))[-_MAX_TEXT:])
            element = before
        else:
            parent = element.getparent()
            if parent is None:
                break
            parts.append(parent.text or "")
            if parent.tag in ("p", "div", "li", "td", "body", "blockquote", "section", "article"):
                break
            element = parent
        if "".join(parts).strip():
            break
    return "".join(reversed(parts))[-_MAX_TEXT:]
