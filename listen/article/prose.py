"""Tells running text from labels, names and headlines by its length and its end."""

import regex

_SENTENCE_END = regex.compile(r"[.!?…。！？｡؟۔।][\p{Pe}\p{Pf}\p{Pi}\"']*$")
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")

_MIN_SENTENCE = 60
"""Characters of a sentence; labels that end like one are shorter."""
_MIN_PARAGRAPH = 200
"""Characters of a paragraph that does not end like a sentence."""
_MAX_LABEL = 100
"""Characters."""


def ends_sentence(text: str) -> bool:
    """Return whether the text ends with a full stop or the like, quotes and brackets aside."""
    return bool(_SENTENCE_END.search(text))


def is_prose(text: str) -> bool:
    """Return whether the text is long enough for a paragraph of running text."""
    return length(text) >= (_MIN_SENTENCE if ends_sentence(text) else _MIN_PARAGRAPH)


def is_label(text: str) -> bool:
    """Return whether the text may be a label, name or headline: short, and not a sentence."""
    return length(text) <= _MAX_LABEL and not ends_sentence(text)


def length(text: str) -> int:
    """Return the number of characters; CJK characters count three, because words are shorter."""
    if len(text) >= _MIN_PARAGRAPH or text.isascii():
        return len(text)
    return len(text) + 2 * len(_DENSE.findall(text))
