"""Detects Markdown by syntax that plain text does not have."""

import regex

_SYNTAX = tuple(
    (regex.compile(pattern, regex.MULTILINE), weight)
    for pattern, weight in (
        (r"^#{1,6} +\S.*+$(?=\n *$|\n[^\s#]|\Z)", 2),
        (r"^ {0,3}(?:```|~~~)[\w+-]{0,30} *$", 2),
        (r"\[[^\]\[\n]{1,200}\]\((?:https?://|/|#|mailto:)[^)\s]{0,500}[ )]", 2),
        (r"^ {0,3}\|?(?>(?: *+:?-{3,}:? *+\|)+)(?: *+:?-{3,}:?)? *$", 2),
        (r"(?<![\w*])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?![\w*])", 2),
        (r"(?<![\w_])__(?=\S)[^_\n]{1,300}(?<=\S)__(?![\w_])", 1),
        (r"(?<![\w`])`[^`\n]{1,200}`(?![\w`])", 1),
        (r"^> ?\S", 1),
        (r"^\S.{0,200}\n(?:={3,}|-{3,}) *$", 1),
    )
)
"""Heading, code fence, link, table, strong (two forms), code, quote, setext heading; weights."""
_MIN_SCORE = 2
"""Sum of the weights of the syntax found, each counted at most twice."""
_MAX_LENGTH = 200_000
"""Characters. The parser's time is quadratic in these three limits."""
_MAX_PARAGRAPH, _MAX_BRACKETS = 20_000, 500
"""Characters of a paragraph, and brackets in it."""
_DEEP = regex.compile(r"^(?:[ >]|[-*+] |\d{1,9}[.)] ){60}", regex.MULTILINE)
"""Lists and quotes that are nested deeper than the parser goes."""


def is_markdown(text: str, *, has_syntax: bool = False) -> bool:
    """Return whether the text has enough Markdown syntax, and is within the parser's limits.

    A little is enough for a text that has the syntax of a static site (`has_syntax`).
    """
    if len(text) > _MAX_LENGTH or _DEEP.search(text):
        return False
    if not all(map(_is_parseable, text.split("\n\n"))):
        return False
    score = 1 if has_syntax else 0
    for pattern, weight in _SYNTAX:
        for _, _ in zip(range(2), pattern.finditer(text), strict=False):
            score += weight
        if score >= _MIN_SCORE:
            return True
    return False


def _is_parseable(paragraph: str) -> bool:
    return len(paragraph) <= _MAX_PARAGRAPH and paragraph.count("[") <= _MAX_BRACKETS
