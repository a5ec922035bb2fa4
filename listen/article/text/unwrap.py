"""Unwraps hard-wrapped lines: dehyphenates words and joins lines as their script requires."""

from collections.abc import Iterable

import regex

_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\u3001-\u303f\uff01-\uff60"
"""Characters of Chinese and Japanese: no spaces between words, two columns wide."""
_WIDE_CHARACTER = regex.compile(rf"[{_WIDE}]")
_WIDE_LINE = regex.compile(rf"[{_WIDE}](?:.*[{_WIDE}])?", regex.DOTALL)
_BREAK_BETWEEN_WIDE = regex.compile(rf"(?<=[{_WIDE}]) *\n\s*(?=[{_WIDE}])")

_SUSPENDED_HYPHEN = regex.compile(
    r"(?<=\p{L}[-\u2010])\n(?=(?:(?:and|or|to)\s+\p{L}+[-\u2010]\p{L}"
    r"|(?:und|oder|bis|sowie|en|of|och|og|et|ou)\b))"
)
"""As in pre- and post-war. The end of "thousand" looks the same, but no compound follows."""
_HYPHENATED_WORD = regex.compile(
    r"(?<=\p{Ll})(?<![-\u2010]\p{L}+)(?<!\b(?:all|anti|co|ex|half|non|self|semi|well))[-\u2010]\n"
    r"(?=\p{Ll}++(?![-\u2010]))"
)
"""Most hyphens at a line end divide a word. Another hyphen in the word shows a compound."""
_COMPOUND = regex.compile(r"(?<=[\p{L}\p{N}][-\u2010])\n(?=[\p{L}\p{N}])")


def unwrap(lines: Iterable[str]) -> str:
    """Join the lines of a paragraph, and dehyphenate words that a line end divides."""
    text = _SUSPENDED_HYPHEN.sub(" ", "\n".join(lines))
    return replace_line_breaks(_COMPOUND.sub("", _HYPHENATED_WORD.sub("", text)))


def replace_line_breaks(text: str) -> str:
    """Replace each line break by a space, or by nothing between Chinese or Japanese characters."""
    return _BREAK_BETWEEN_WIDE.sub("", text).replace("\n", " ")


def is_wide(line: str) -> bool:
    """Return whether the line begins and ends with a Chinese or Japanese character."""
    return bool(_WIDE_LINE.fullmatch(line))


def display_width(line: str) -> int:
    """Return the width of the line in columns of a terminal."""
    return len(line) if line.isascii() else len(line) + len(_WIDE_CHARACTER.findall(line))
