"""Whether a text is Markdown: nobody writes these marks in plain text."""

import regex

_SIGNS = tuple(
    (regex.compile(pattern, regex.MULTILINE), weight)
    for pattern, weight in (
        (r"^#{1,6} +\S.*+$(?=\n *$|\n[^\s#]|\Z)", 2),
        (r"^ {0,3}(?:```|~~~)[\w+-]{0,30} *$", 2),
        (r"\[[^\]\[\n]{1,200}\]\((?:https?://|/|#|mailto:)[^)\s]{0,500}[ )]", 2),
        (r"^ {0,3}\|?(?: *+:?-{3,}:? *+\|)++(?: *+:?-{3,}:?)? *$", 2),
        (r"(?<![\w*])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?![\w*])", 2),
        (r"(?<![\w_])__(?=\S)[^_\n]{1,300}(?<=\S)__(?![\w_])", 1),
        (r"(?<![\w`])`[^`\n]{1,200}`(?![\w`])", 1),
        (r"^> ?\S", 1),
        (r"^\S.{0,200}\n(?:={3,}|-{3,}) *$", 1),
    )
)
_ENOUGH = 2
"""Sum of the weights of the signs, each counted at most twice."""
_MAX = 200_000
"""Characters of a text, of a paragraph, and brackets in one: the parser's time is their square."""
_MAX_PARAGRAPH, _MAX_BRACKETS = 20_000, 500
_DEEP = regex.compile(r"^(?:[ >]|[-*+] |\d{1,9}[.)] ){60}", regex.MULTILINE)
"""Lists and quotes deeper than the parser goes."""


def is_markdown(text: str) -> bool:
    """Whether there are marks enough that nobody writes in plain text."""
    if len(text) > _MAX or _DEEP.search(text) or not all(map(_is_easy, text.split("\n\n"))):
        return False
    score = 0
    for pattern, weight in _SIGNS:
        for _, _ in zip(range(2), pattern.finditer(text), strict=False):
            score += weight
        if score >= _ENOUGH:
            return True
    return False


def _is_easy(paragraph: str) -> bool:
    return len(paragraph) <= _MAX_PARAGRAPH and paragraph.count("[") <= _MAX_BRACKETS
