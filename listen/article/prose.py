"""Running text, told from labels, names and headlines by its length and its end."""

import regex

_SENTENCE_END = regex.compile(r"[.!?…。！？｡؟۔।][\p{Pe}\p{Pf}\p{Pi}\"']*$")
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")

_SENTENCE = 60
"""Characters of a sentence that no label has."""
_PARAGRAPH = 200
"""Characters of what is a paragraph however it ends."""
_LABEL = 100
"""Characters of the longest label."""


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text))


def is_prose(text: str) -> bool:
    return length(text) >= (_SENTENCE if ends_sentence(text) else _PARAGRAPH)


def is_label(text: str) -> bool:
    return length(text) <= _LABEL and not ends_sentence(text)


def length(text: str) -> int:
    """Characters; those of scripts that write a word with one or two count three times."""
    if len(text) >= _PARAGRAPH or text.isascii():
        return len(text)
    return len(text) + 2 * len(_DENSE.findall(text))
